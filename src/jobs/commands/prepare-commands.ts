/**
 * The first half of what becomes of comments with commands: who may do what is asked, and what people said is remembered,
 * before the sync plans with it. Everything here may be done again after a process was killed.
 */
import {
  type Call,
  type CommentedIssue,
  type Decision,
  type ItemAt,
  type RoadmapAtHand,
  type WishDecision,
} from '../../commands/command.ts';
import type { CommandComment } from '../../commands/command-comment.ts';
import { notAllowed, readLine } from '../../commands/decide-line.ts';
import { commandHelps } from '../../commands/registry.ts';
import { mayDecide } from '../../github/access.ts';
import { readIssue } from '../../github/commented-issue.ts';
import { readComment } from '../../github/replies.ts';
import { inertMessage } from '../../render/inert.ts';
import { createLinks, type Links } from '../../render/links.ts';
import {
  readRoadmapsForCommands,
  type CommandWorld,
  type EditableRoadmap,
  type ReadingTools,
} from './command-roadmaps.ts';
import type { CommandMemory } from '../memory/memory.ts';
import { tryWish } from './try-wish.ts';

export interface CommandTools extends ReadingTools {
  commands: CommandMemory;
  /** Base of the pages that people see. */
  webUrl: string;
}

/** What one line came to. */
export type PreparedLine =
  | { kind: 'say'; text: string; refused: boolean }
  /** The person has asked too often: nothing is said. */
  | { kind: 'limited' }
  | { kind: 'remembered' }
  /** Waits for the standing pull request. */
  | { kind: 'wished'; path: string; key: string; decision: WishDecision }
  | { kind: 'status'; items: readonly { path: string; item: string }[] }
  | { kind: 'plan' }
  | { kind: 'sync' }
  | { kind: 'fix' };

export interface PreparedComment {
  comment: CommandComment;
  /** ISO instant; null where GitHub does not say. */
  createdAt: string | null;
  lines: { line: string; outcome: PreparedLine }[];
}

export interface PreparedCommands {
  /** What the answers want: a sync that may write, a look that writes nothing, or neither. */
  need: 'nothing' | 'look' | 'sync';
  comments: PreparedComment[];
}

export const NO_COMMANDS: PreparedCommands = { need: 'nothing', comments: [] };

/** Links of what is written in the repository's conversations. */
export const conversationLinks = (
  webUrl: string,
  { state, headOid }: Pick<CommandWorld, 'state' | 'headOid'>,
): Links => {
  const { owner, name } = state.repository;
  return createLinks({ serverUrl: webUrl, repo: `${owner}/${name}`, ref: headOid, isConversation: true });
};

/** @throws GitHubError, RateLimited */
export async function prepareCommands(
  comments: readonly CommandComment[],
  tools: CommandTools,
  world: CommandWorld,
): Promise<PreparedCommands> {
  const open: CommandComment[] = [];
  for (const comment of comments) if ((await tools.commands.begin(comment.id)) !== 'done') open.push(comment);
  if (open.length === 0) return NO_COMMANDS;
  const work = new Preparation(tools, world, await readRoadmapsForCommands(tools, world));
  const prepared: PreparedComment[] = [];
  for (const comment of open) {
    const one = await work.prepare(comment);
    if (one === null) await tools.commands.finish(comment.id, { gone: true });
    else prepared.push(one);
  }
  return { need: needOf(prepared, work.hasChanged), comments: prepared };
}

function needOf(prepared: readonly PreparedComment[], hasChanged: boolean): PreparedCommands['need'] {
  const kinds = new Set(prepared.flatMap(({ lines }) => lines.map(({ outcome }) => outcome.kind)));
  // After a process was killed all that was asked may be remembered, and not yet done.
  if (hasChanged || kinds.has('sync') || kinds.has('wished') || kinds.has('remembered')) return 'sync';
  return kinds.has('status') || kinds.has('plan') ? 'look' : 'nothing';
}

class Preparation {
  hasChanged = false;
  readonly #tools: CommandTools;
  readonly #world: CommandWorld;
  readonly #roadmaps: EditableRoadmap[];

  constructor(tools: CommandTools, world: CommandWorld, roadmaps: EditableRoadmap[]) {
    this.#tools = tools;
    this.#world = world;
    this.#roadmaps = roadmaps;
  }

  /** null for a comment that is gone, or that no person wrote. */
  async prepare(comment: CommandComment): Promise<PreparedComment | null> {
    const { observer } = this.#tools;
    const { owner, name } = this.#world.state.repository;
    const read = await readComment(observer, { owner, name, commentId: comment.id });
    if (read === null || !read.byPerson) return null;
    const issue = await readIssue(observer, { owner, name, number: comment.number });
    if (issue === null) return null;
    const may = this.#permission(comment.author);
    const lines: PreparedComment['lines'] = [];
    for (const [index, line] of comment.lines.entries()) {
      lines.push({ line, outcome: await this.#work({ comment, index, line, issue, may }) });
    }
    return { comment, createdAt: read.createdAt, lines };
  }

  /** Asked once for a comment, and only where it matters. */
  #permission(login: string): () => Promise<boolean> {
    const { state, policy } = this.#world;
    let answer: Promise<boolean> | null = null;
    const ask = async (): Promise<boolean> =>
      (await mayDecide(this.#tools.observer, state.repository, login, policy.commands)).may;
    return () => (answer ??= ask());
  }

  async #work({ comment, index, line, issue, may }: LineAt): Promise<PreparedLine> {
    const read = readLine(line);
    const isAllowed = read.command?.help.who === 'changers' && (await may());
    const use = { login: comment.author, commentId: comment.id, line: index };
    if (!isAllowed && !(await this.#tools.commands.use(use))) return { kind: 'limited' };
    if (read.command === null) return this.#settle(read.answer, comment, index);
    const { help } = read.command;
    if (help.who === 'changers' && !isAllowed) {
      return this.#settle(notAllowed({ help, policy: this.#world.policy }), comment, index);
    }
    const call = this.#call({ comment, index, issue, help, words: read.words });
    return this.#settle(read.command.decide(call), comment, index);
  }

  #call(given: Pick<Call, 'comment' | 'index' | 'help' | 'words'> & { issue: CommentedIssue }): Call {
    const { webUrl, webHost, now } = this.#tools;
    const { state, policy } = this.#world;
    return {
      ...given,
      commands: commandHelps,
      repository: { owner: state.repository.owner, name: state.repository.name },
      host: webHost,
      today: now.slice(0, 10),
      policy,
      roadmaps: this.#roadmaps,
      links: conversationLinks(webUrl, this.#world),
    };
  }

  async #settle(decision: Decision, comment: CommandComment, index: number): Promise<PreparedLine> {
    switch (decision.kind) {
      case 'remember': {
        const roadmap = this.#roadmapAt(decision.path);
        await this.#save(decision.path, decision.change(roadmap.conversation));
        return { kind: 'remembered' };
      }
      case 'wish':
        return this.#wish(decision, comment, index);
      case 'status':
        return { kind: 'status', items: decision.items.map(placeOf) };
      default:
        return decision;
    }
  }

  async #wish(decision: WishDecision, comment: CommandComment, index: number): Promise<PreparedLine> {
    if (!this.#world.policy.pull_request.enabled) return NO_PULL_REQUESTS;
    const roadmap = this.#roadmapAt(decision.path);
    const tried = await tryWish(this.#tools.reader, roadmap, decision, { comment, index });
    if (tried.state === 'refused') {
      return { kind: 'say', text: inertMessage(tried.refusal.message), refused: true };
    }
    if (tried.state === 'made' || tried.wishes.length < roadmap.conversation.wishes.length) {
      await this.#save(decision.path, { ...roadmap.conversation, wishes: tried.wishes });
    }
    if (tried.state === 'made') return { kind: 'wished', path: decision.path, key: tried.key, decision };
    return { kind: 'say', text: `The roadmap says so already: ${decision.subject}.`, refused: false };
  }

  #roadmapAt(path: string): EditableRoadmap {
    const roadmap = this.#roadmaps.find((each) => each.path === path);
    if (roadmap === undefined) throw new TypeError(`a command was decided for ${path}, which was not read`);
    return roadmap;
  }

  /** Before anything is done with it: a process that is killed finds it again. */
  async #save(path: string, conversation: RoadmapAtHand['conversation']): Promise<void> {
    this.#roadmapAt(path).conversation = conversation;
    this.hasChanged = true;
    await this.#tools.memory.saveConversation(path, conversation);
  }
}

interface LineAt {
  comment: CommandComment;
  index: number;
  line: string;
  issue: CommentedIssue;
  may: () => Promise<boolean>;
}

const placeOf = ({ roadmap, item }: ItemAt): { path: string; item: string } => ({ path: roadmap.path, item: item.id });

const NO_PULL_REQUESTS: PreparedLine = {
  kind: 'say',
  text: '`pull_request.enabled: false` is configured, so Milepost edits no roadmap file. Edit it by hand, or change that in `.github/milepost.yml`.',
  refused: true,
};
