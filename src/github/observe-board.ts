import { boardNameOf, type BoardName } from '../plan/board-address.ts';
import type { ObservedBoard, ObservedRepository } from '../plan/observation.ts';
import { boardOfRow } from './board-rows.ts';
import type { GitHubClient } from './client.ts';
import { isPassingFault, type GraphqlError } from './failure.ts';
import { GitHubError, isAbsent, isUnavailable } from './github-error.ts';
import { unobserved } from './observe-references.ts';
import { boardQuery, type BoardData, type OwnerKind } from './queries/board.ts';
import { isReferenceNumber } from './queries/references.ts';
import { tolerantQuery } from './tolerant-query.ts';

export interface BoardWanted {
  /** As the Policy has it: a number, or an address. */
  project: string | number;
  /** Host of the pages that people see: a project of any other cannot be read. */
  webHost: string;
  /** Names of the fields whose values on the cards are wanted; case does not matter. */
  fields: readonly string[];
}

/**
 * The board that the Policy names, with its fields, in one request; none for an address of another host. What is not
 * there, hidden or forbidden is an observation.
 * @throws RateLimited; GitHubError when the token or the installation as a whole is refused
 */
export async function observeBoard(
  client: GitHubClient,
  { project, webHost }: BoardWanted,
  repository: Pick<ObservedRepository, 'owner'>,
): Promise<ObservedBoard> {
  const named = String(project);
  const name = boardNameOf(project, repository.owner);
  if (name !== null && name.host !== null && name.host !== webHost.toLowerCase()) return absent('other-host', named);
  if (name === null || !isReferenceNumber(name.number)) return absent('absent', named);
  try {
    return await askFor(client, name, named);
  } catch (error) {
    return stateOfFailure(error, named);
  }
}

type Absent = Extract<ObservedBoard, { state: 'absent' }>;

const absent = (reason: Absent['reason'], named: string): Absent => ({ state: 'absent', reason, named });

/** A number alone does not tell what kind of owner the repository has: both are asked, and one does not exist. */
async function askFor(client: GitHubClient, name: BoardName, named: string): Promise<ObservedBoard> {
  const kinds: OwnerKind[] = name.ownerKind === null ? ['organization', 'user'] : [name.ownerKind];
  const variables = { login: name.owner, number: name.number };
  const about = `reading project ${name.number} of ${name.owner}`;
  const { data, errors } = await tolerantQuery<BoardData>(client, boardQuery(kinds), variables, { about });
  for (const kind of kinds) {
    const board = boardOfRow(data[kind]?.projectV2, name, client.identity);
    if (board !== null) return board;
  }
  return whyAbsent(client, data, errors, named);
}

function whyAbsent(client: GitHubClient, data: BoardData, errors: GraphqlError[], named: string): ObservedBoard {
  // Of two kinds of owner one is not found always: that is no fault.
  const faults = errors.filter((error) => !isNotFound(error));
  if (faults.some(isPassingFault)) return { state: 'unobserved', reason: 'GitHub could not read it this time' };
  const isOfUser = data.user !== null && data.user !== undefined;
  // https://docs.github.com/en/issues/planning-and-tracking-with-projects: people's own are not among an app's permissions.
  if (isOfUser && client.identity.kind === 'app') return absent('user-owned', named);
  return absent(faults.length > 0 ? 'forbidden' : 'absent', named);
}

const isNotFound = ({ type, message }: GraphqlError): boolean =>
  type === 'NOT_FOUND' || (type === undefined && /could not resolve to/i.test(message ?? ''));

function stateOfFailure(error: unknown, named: string): ObservedBoard {
  if (isUnavailable(error)) return unobserved(error);
  if (isAbsent(error)) return absent('absent', named);
  if (!(error instanceof GitHubError) || error.status === 401) throw error;
  if (error.kind === 'forbidden') return absent('forbidden', named);
  // An old GitHub Enterprise Server has no such projects, and says that it does not know the field.
  if (error.kind === 'invalid') return { state: 'unobserved', reason: 'this GitHub does not know such projects' };
  throw error;
}
