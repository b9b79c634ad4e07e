/** Counts what the app writes, by the kinds of docs/noise.md. */
import type { LoggedRequest } from '../../src/sandbox/request-log.ts';
import { KINDS, type Counts, type Kind } from './noise-contract.ts';
import { pause, type Story } from './story.ts';

type Kinds = readonly [pattern: RegExp, kind: Kind | null][];

/** In this order; null: part of another write (the label of an issue, the annotations of a check run). */
const REST: Kinds = [
  [/^POST \/check-runs$/, 'check runs'],
  [/^PATCH \/check-runs\/\d+$/, null],
  [/^POST \/labels$/, null],
  [/^(?:POST|PATCH|DELETE) \/issues\/(?:\d+\/)?comments(?:\/\d+)?$/, 'comments'],
  [/^(?:POST|DELETE) \/issues\/(?:comments\/)?\d+\/reactions(?:\/\d+)?$/, 'reactions'],
  [/^(?:POST|PATCH) \/milestones(?:\/\d+)?$/, 'milestones'],
  [/^(?:POST|PATCH) \/pulls(?:\/\d+)?$/, 'pull request'],
  [/^(?:POST|PATCH|DELETE) \/git\/refs(?:\/.+)?$/, 'pull request'],
];
const GRAPHQL: Kinds = [
  [/createCommitOnBranch|createRef|updateRef|deleteRef|PullRequest/, 'pull request'],
  [/ProjectV2Item/, 'cards'],
];

/** Calms down: everything that was caused has been worked, and so has what that caused in its turn. */
export async function calm(story: Story): Promise<void> {
  const { deliveries, state } = story.sandbox;
  for (let seen = -1; seen !== state.requests.length;) {
    seen = state.requests.length;
    await deliveries.settled();
    await pause(2_000);
  }
}

/** What was written to that repository, or to a board, since `from` requests had been seen. */
export function writesSince(story: Story, from: number): LoggedRequest[] {
  return story.sandbox.state.requests.slice(from).filter(({ isWrite, actor }) => isWrite && actor.includes('milepost'));
}

export function countWrites(story: Story, repository: string, writes: readonly LoggedRequest[]): Counts {
  const counts = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Counts;
  for (const write of writes) {
    const kind = kindOf(story, repository, write);
    if (kind !== null) counts[kind] += 1;
  }
  return counts;
}

function kindOf(story: Story, repository: string, { method, path, query, body }: LoggedRequest): Kind | null {
  if (query !== null) return known(GRAPHQL, query);
  const place = path.replace(`/repos/${repository}`, '');
  const issue = /^\/issues(?:\/(\d+))?$/.exec(place);
  if (issue === null) return known(REST, `${method} ${place}`);
  const title = issue[1] === undefined ? titleIn(body) : story.sandbox.state.issue(repository, Number(issue[1])).title;
  if (title === 'Roadmap dashboard') return 'dashboard';
  if (method === 'POST') return 'issues opened';
  return body?.includes('"milestone"') ? 'milestones' : 'pull request';
}

const titleIn = (body: string | null): string => (JSON.parse(body ?? '{}') as { title?: string }).title ?? '';

/** A write of a new kind belongs into docs/noise.md. */
function known(kinds: Kinds, write: string): Kind | null {
  const found = kinds.find(([pattern]) => pattern.test(write));
  if (found === undefined) throw new Error(`docs/noise.md has no column for this write: ${write.slice(0, 200)}`);
  return found[1];
}
