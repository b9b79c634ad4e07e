/**
 * The whole state of one sandbox: accounts, apps, installations, repositories, and the look-ups over them. It decides
 * nothing; what may be done is in `access.ts`, what happens when it is done in the file named after the thing.
 */
import { EventEmitter } from 'node:events';
import type { Change, ChangeDetail } from './changes.ts';
import type { Notice } from './notices.ts';
import type { Project } from './project-records.ts';
import type { Account, App, Installation, Repository } from './records.ts';
import { Refusal } from './refusal.ts';

/** Receives each webhook event with what is common to all of them already known. */
export interface EventSink {
  /** Sends to every app installed on the repository (or the account) that may and wants to hear it. */
  emit(event: WebhookEvent): void;
}

export interface WebhookEvent {
  name: string;
  action?: string;
  sender: Account;
  repository?: Repository;
  /** Where the event is of no repository: sent to installations on this account. */
  organization?: Account;
  /** Only this app, whatever it subscribed to: `installation`, `check_run.rerequested`. */
  onlyInstallation?: Installation;
  payload: Record<string, unknown>;
}

export class World {
  readonly now: () => Date;
  /** `http://127.0.0.1:PORT`, known once the server listens. */
  origin = '';
  readonly accounts = new Map<string, Account>();
  readonly apps = new Map<number, App>();
  readonly installations = new Map<number, Installation>();
  readonly repositories = new Map<number, Repository>();
  /** Whom texts disturbed, oldest first. */
  readonly notices: Notice[] = [];
  readonly projects = new Map<number, Project>();
  /** Everything with a node id. */
  readonly nodes = new Map<string, object>();
  webhooks: EventSink = { emit: () => undefined };
  readonly #repositoryIdsByName = new Map<string, number>();
  readonly #oldNames = new Map<string, number>();
  readonly #emitter = new EventEmitter();
  #lastId = 1000;

  constructor(now: () => Date) {
    this.now = now;
    this.#emitter.setMaxListeners(0);
  }

  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  /** Gives a new id and a node id such as `I_kwDOAAAD6Q`; pass the record to `remember` to make `node(id:)` find it. */
  newIdentity(prefix: string): { id: number; nodeId: string } {
    const id = this.nextId();
    return { id, nodeId: `${prefix}_kwDO${Buffer.from(`${prefix}${id}`).toString('base64url')}` };
  }

  remember<T extends { nodeId: string }>(record: T): T {
    this.nodes.set(record.nodeId, record);
    return record;
  }

  /** The sandbox's clock as GitHub prints instants: `2026-03-01T12:00:00Z`. */
  instant(): string {
    return toInstant(this.now());
  }

  account(login: string): Account | null {
    return this.accounts.get(login.toLowerCase()) ?? null;
  }

  /** The account of a login that a test names; an unknown one is the test's mistake. */
  requireAccount(login: string): Account {
    const account = this.account(login);
    if (!account) throw new Error(`The sandbox knows no account "${login}"; create it with createUser first.`);
    return account;
  }

  addRepository(repository: Repository): void {
    this.repositories.set(repository.id, repository);
    this.#repositoryIdsByName.set(fullName(repository).toLowerCase(), repository.id);
    this.#oldNames.delete(fullName(repository).toLowerCase());
    this.remember(repository);
  }

  /** The repository of `owner/name`, in any case. */
  repository(name: string): Repository | null {
    return this.repositories.get(this.#repositoryIdsByName.get(name.toLowerCase()) ?? -1) ?? null;
  }

  /** The repository that had this name before it was renamed or transferred. */
  renamedRepository(name: string): Repository | null {
    return this.repositories.get(this.#oldNames.get(name.toLowerCase()) ?? -1) ?? null;
  }

  requireRepository(name: string): Repository {
    const repository = this.repository(name) ?? this.renamedRepository(name);
    if (!repository) throw new Error(`The sandbox knows no repository "${name}"; create it with createRepository.`);
    return repository;
  }

  moveRepository(repository: Repository, owner: Account, name: string): void {
    const target = `${owner.login}/${name}`;
    if (this.repository(target)) throw new Refusal(422, `name already exists on this account: ${target}`);
    const old = fullName(repository).toLowerCase();
    this.#repositoryIdsByName.delete(old);
    this.#oldNames.set(old, repository.id);
    repository.owner = owner;
    repository.name = name;
    this.addRepository(repository);
  }

  removeRepository(repository: Repository): void {
    this.repositories.delete(repository.id);
    this.#repositoryIdsByName.delete(fullName(repository).toLowerCase());
    this.nodes.delete(repository.nodeId);
  }

  installationsOf(repository: Repository): Installation[] {
    return [...this.installations.values()].filter((installation) => covers(installation, repository));
  }

  /** Tells the listeners of `on('change')`. */
  changed(detail: ChangeDetail): void {
    this.#emitter.emit('change', { ...detail, at: this.now() });
  }

  onChange(listener: (change: Change) => void): () => void {
    this.#emitter.on('change', listener);
    return () => this.#emitter.off('change', listener);
  }
}

/** Who acts for an owner where a test names nobody: an organization's first administrator, else the owner. */
export function personOf(world: World, owner: Account): Account {
  const admin = [...owner.members].find(([, role]) => role === 'admin')?.[0];
  return (admin === undefined ? null : world.account(admin)) ?? owner;
}

export const toInstant = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

export const fullName = (repository: Repository): string => `${repository.owner.login}/${repository.name}`;

/** The installation reaches the repository: of its account, and chosen. */
export function covers(installation: Installation, repository: Repository): boolean {
  if (installation.account !== repository.owner) return false;
  return installation.selection === 'all' || installation.repositoryIds.has(repository.id);
}

/** Web address of a repository, as in `html_url`. */
export const webUrl = (world: World, repository: Repository): string => `${world.origin}/${fullName(repository)}`;

/** REST address of a repository. */
export const apiUrl = (world: World, repository: Repository): string =>
  `${world.origin}/api/v3/repos/${fullName(repository)}`;
