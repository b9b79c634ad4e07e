import type { JobsList, ListedJob } from '../../jobs/operator/jobs-list.ts';
import { plainText } from '../../render/plain-text.ts';
import { textTable } from '../../render/text-table.ts';
import { styleFor } from '../style-for.ts';
import type { ExitCode, Surroundings } from '../surroundings.ts';
import { withOperator } from './with-operator.ts';

/** Enough to tell by sight; longer where two ids begin alike. */
const SHORTEST_ID = 8;

/** Prints the dead jobs and how full the queue is. Throws Failure. */
export async function printJobs({ json }: { json: boolean }, surroundings: Surroundings): Promise<ExitCode> {
  const { stdout } = surroundings;
  const list = await withOperator(surroundings, (operator) => operator.ask('jobs.list', {}));
  stdout.write(json ? `${JSON.stringify(list, null, 2)}\n` : textOf(list, surroundings));
  return 0;
}

function textOf(list: JobsList, { stdout, env }: Surroundings): string {
  const { dead, waiting, held, running } = list;
  const queue = `Queue: ${waiting} waiting, ${held} held until later, ${running} running.`;
  if (dead.length === 0) return `No dead jobs. ${queue}\n`;
  const style = styleFor(stdout, env);
  const idLength = shortestLength(dead.map(({ id }) => id));
  const columns = [
    { head: 'id', min: idLength },
    { head: 'repository', min: 12 },
    { head: 'kind', min: 4 },
    { head: 'failed', min: 17 },
    { head: 'tries', min: 5, align: 'right' as const },
    { head: 'error', min: 20 },
  ];
  const cells = (job: ListedJob) => [
    { text: job.id.slice(0, idLength) },
    { text: plainText(job.repository) },
    { text: job.kind },
    // To the minute: 2026-04-02 09:00Z.
    { text: `${job.failedAt.slice(0, 16).replace('T', ' ')}Z` },
    { text: String(job.tries) },
    { text: plainText(job.error), style: (text: string) => style.red(text) },
  ];
  const width = stdout.columns ?? Number.POSITIVE_INFINITY;
  const lines = textTable(columns, dead.map(cells), { width, headStyle: (head) => style.bold(head) });
  const next = 'milepost jobs retry ID… puts them back into the queue, milepost jobs drop ID… throws them away.';
  return `${[...lines, '', queue, next].join('\n')}\n`;
}

/** How much of the ids tells each from all others. */
function shortestLength(ids: readonly string[]): number {
  const longest = Math.max(...ids.map(({ length }) => length));
  for (let length = SHORTEST_ID; length < longest; length += 1) {
    if (new Set(ids.map((id) => id.slice(0, length))).size === ids.length) return length;
  }
  return longest;
}
