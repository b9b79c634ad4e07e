/** What the store says when all is over, and where that is not what GitHub shows. */
import type { Operation, OperationResult } from '../../../src/plan/model.ts';
import { openDatabase } from '../../../src/store/open-database.ts';
import type { Database } from '../../../src/store/database.ts';
import type { Story } from '../story.ts';
import type { Cell } from './cell.ts';

interface Entry {
  key: string;
  repository: number;
  state: string;
  operation: Operation;
  result: OperationResult | null;
}

/** Everything that is not settled, or settled with something that is not there; the app does not run. */
export async function whatIsOpen(story: Story, cells: readonly Cell[]): Promise<string[]> {
  const database = await openDatabase(story.store);
  try {
    const entries = await database.query<Entry>(
      'select key, repository_id as repository, state, operation, result from milepost.ledger order by key',
    );
    const owners = new Map(cells.map((cell) => [cell.id, cell]));
    return [
      ...entries.flatMap((entry) => {
        const cell = owners.get(entry.repository);
        const fault = cell === undefined ? (entry.state === 'begun' ? 'is begun' : null) : faultOf(entry, cell);
        return fault === null ? [] : [`${cell?.owner ?? ''}: ${fault}: ${entry.key}`];
      }),
      ...(await unfinished(database)),
    ];
  } finally {
    await database.close();
  }
}

function faultOf(
  { state, operation, result }: Entry,
  { state: github, repository, hasBoard, owner, subject }: Cell,
): string | null {
  if (state === 'waiting' && operation.hold !== null) return null;
  if (state !== 'done') return `is ${state}`;
  const issue = github.issues(repository).find(({ number }) => number === result?.number);
  switch (operation.kind) {
    case 'open-issue':
      return issue?.title === operation.item.title ? null : `names issue ${result?.number}`;
    case 'comment-slip':
    case 'update-slip-comment':
      return github.comments(repository, operation.issue.number).some(({ id }) => id === result?.commentId)
        ? null
        : `names comment ${result?.commentId}`;
    case 'create-milestone':
    case 'set-milestone':
      return github.milestones(repository).some(({ number }) => number === result?.number)
        ? null
        : `names milestone ${result?.number}`;
    default: {
      const cards = hasBoard ? github.project(owner, subject).cards : [];
      return cards.some(({ content }) => content === `${repository}#${result?.number}`)
        ? null
        : `names ${result?.number}`;
    }
  }
}

/** Of everything but the Ledger: what was begun and not ended. */
async function unfinished(database: Database): Promise<string[]> {
  const rows = await database.query<{ what: string }>(
    `select 'check ' || head_oid || ' of ' || repository_id as what from milepost.checks where state <> 'written'
     union all select 'command ' || comment_id from milepost.commands where state <> 'done'
     union all select 'dashboard of ' || repository_id from milepost.dashboards where holder is not null
     union all select 'delivery ' || id || ' ' || event || ' ' || state from milepost.deliveries where state <> 'done'
     union all select 'job ' || name || ' ' || state || ' ' || data::text from milepost_queue.job
       where name in ('sync', 'sync-dead') and state::text in ('created', 'retry', 'active', 'failed')`,
  );
  return rows.map(({ what }) => what);
}
