import { writeFileSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDeadJobs } from '../../src/jobs/queue/dead-jobs.ts';
import { createQueue } from '../../src/jobs/queue/queue.ts';
import type { RetryRule } from '../../src/jobs/queue/retry-rule.ts';
import { keyOf, taskRules, type Task } from '../../src/jobs/queue/task.ts';
import type { JobsList } from '../../src/jobs/operator/jobs-list.ts';
import type { EmbeddedDatabase } from '../../src/store/embedded-database.ts';
import type { OpenedDatabase } from '../../src/store/open-database.ts';
import { openOperatorSocket } from '../../src/web/operator-socket.ts';
import { waitUntil } from '../jobs/wait-until.ts';
import { storeKinds, useStore, type StoreAddress } from '../store/stores.ts';
import { migrate } from '../../src/store/migrate.ts';
import { runCommand, scratchFolder, type CommandResult } from './run-command.ts';
import { expectSilentConsole } from './silent-console.ts';

expectSilentConsole();
const scratch = scratchFolder();
afterAll(scratch.remove);

const checkOf = (number: number): Task => ({
  kind: 'check',
  installationId: 1,
  repositoryId: 2,
  owner: 'octo',
  name: 'hello',
  number,
  headOid: 'a'.repeat(40),
  baseOid: null,
  wanted: 'check',
  sender: null,
});

const IMPOSSIBLE = 'GitHub answers\n  422 \u001b[31mUnprocessable';

const work = (): Promise<void> => Promise.reject(new Error(IMPOSSIBLE));
const ruleOf = (): RetryRule => ({ name: 'once', tries: 1, firstSeconds: 1, longestSeconds: 1 });

/** So many checks have failed for good, and none waits. */
async function bury(database: OpenedDatabase, many: number): Promise<void> {
  const queue = await createQueue<Task>({ ...taskRules, database, concurrency: 4, report: () => {}, work, ruleOf });
  const tasks = Array.from({ length: many }, (_, index) => checkOf(index + 1));
  await queue.sendAll(tasks.map((task) => ({ key: keyOf(task), data: task })));
  await waitUntil(async () => (await createDeadJobs(database).list()).length === many);
  await queue.stop({ timeoutMs: 10_000 });
}

describe.each(storeKinds)('milepost jobs on %s', (kind) => {
  const store = useStore(kind);
  let address: StoreAddress;
  let jobs: (...parameters: string[]) => Promise<CommandResult>;
  beforeEach(async () => {
    address = await store.address();
    const env = { DATABASE_URL: address.url ?? '', MILEPOST_DATA_DIR: address.dataDirectory };
    jobs = (...parameters) => runCommand(['jobs', ...parameters], { env, cwd: scratch.folder });
  });
  const make = async (many: number): Promise<void> => {
    const database = await store.open(address);
    await migrate(database);
    await bury(database, many);
    await database.close();
  };
  const listed = async (): Promise<JobsList> => JSON.parse((await jobs('list', '--json')).out) as JobsList;

  it('lists what failed for good in a table, each in one line, and whole as JSON', async () => {
    await make(2);
    const { code, out, err } = await jobs('list');
    expect([code, err]).toEqual([0, '']);
    const [head, first, second, empty, queue] = out.split('\n');
    expect(head).toMatch(/^id +repository +kind +failed +tries +error$/);
    for (const line of [first, second]) {
      expect(line).toMatch(
        /^[0-9a-f-]{8,}  octo\/hello {2}check {2}\d{4}-\d\d-\d\d \d\d:\d\dZ {6}1  GitHub answers 422 /,
      );
      expect(line).not.toContain('\u001b');
    }
    expect([empty, queue]).toEqual(['', 'Queue: 0 waiting, 0 held until later, 0 running.']);

    const list = await listed();
    expect(list).toMatchObject({ waiting: 0, held: 0, running: 0 });
    expect(list.dead.map(({ task }) => (task.kind === 'check' ? String(task.number) : '')).toSorted()).toEqual([
      '1',
      '2',
    ]);
    expect(list.dead[0]).toMatchObject({ repository: 'octo/hello', kind: 'check', tries: 1, error: IMPOSSIBLE });
  });

  it('retries and drops by the beginnings of ids, or all', async () => {
    await make(3);
    const [one, other, third] = (await listed()).dead;
    expect(await jobs('retry', one!.id)).toMatchObject({ code: 0, out: '1 job was put back into the queue.\n' });
    expect(await listed()).toMatchObject({ waiting: 1, dead: [{ id: other!.id }, { id: third!.id }] });
    expect(await jobs('drop', other!.id.toUpperCase(), '--json')).toMatchObject({ code: 0, out: '{"count":1}\n' });
    expect(await jobs('drop', '--all')).toMatchObject({ code: 0, out: '1 job was thrown away.\n' });
    expect(await jobs('list')).toMatchObject({
      code: 0,
      out: 'No dead jobs. Queue: 1 waiting, 0 held until later, 0 running.\n',
    });
    expect(await jobs('retry', '--all')).toMatchObject({ code: 0, out: 'No dead jobs.\n' });
  });

  it('changes nothing where one of the ids fits none, or several', async () => {
    await make(2);
    const [one] = (await listed()).dead;
    const wrong = await jobs('drop', one!.id, 'ffffffff-none');
    expect(wrong.code).toBe(2);
    const several = await jobs('drop', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f');
    expect(several.err).toContain('No dead job has an id that begins with');
    expect((await listed()).dead).toHaveLength(2);
  });

  it('asks for a migration first where the store lacks one', async () => {
    const database = await store.open(address);
    await database.close();
    expect(await jobs('list')).toMatchObject({
      code: 2,
      err: expect.stringMatching(
        /expects more of .*: 0001-first-tables, .*, queue \d+\. Run `milepost migrate` first\.\n$/,
      ),
    });
  });
});

describe('milepost jobs beside a running server', () => {
  const store = useStore('pglite');

  it('works on the store that the server has open', async () => {
    const address = await store.address();
    const database = (await store.open(address)) as EmbeddedDatabase;
    await migrate(database);
    await bury(database, 2);
    const socket = await openOperatorSocket(database, { version: '0.1.0', failed: () => {} });
    const setting = { env: { MILEPOST_DATA_DIR: address.dataDirectory }, cwd: scratch.folder };
    const ids = (await createDeadJobs(database).list()).map(({ id }) => id);
    expect((await runCommand(['jobs', 'list'], setting)).out).toContain('octo/hello');
    expect((await runCommand(['jobs', 'drop', 'none'], setting)).code).toBe(2);
    expect(await runCommand(['jobs', 'retry', ids[0]!], setting)).toMatchObject({ code: 0, err: '' });
    expect((await createDeadJobs(database).list()).map(({ id }) => id)).toEqual([ids[1]]);
    await socket.close();
  });
});

describe('milepost jobs that cannot be done', () => {
  it.each<[string, string[], RegExp]>([
    ['neither ids nor --all', ['retry'], /ids or --all were expected, one of them/],
    ['both', ['drop', '3f2c', '--all'], /ids or --all were expected, not both/],
    ['what is no id', ['drop', 'octo/hello'], /An id, or its beginning, was expected/],
    ['an unknown word', ['lst'], /unknown command 'lst'\n\(Did you mean list\?\)/],
    ['no store', ['list'], /There is no store in .*\.milepost yet: it is made when milepost serve starts/],
  ])('%s: ends with 2 and says what was expected', async (_what, parameters, message) => {
    const { code, out, err } = await runCommand(['jobs', ...parameters], { cwd: scratch.folder });
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });

  it('reads .env as milepost serve does, and shows no password', async () => {
    const other = scratchFolder();
    writeFileSync(`${other.folder}/.env`, 'DATABASE_URL=postgresql://milepost:hush-hush@127.0.0.1:9/plans\n');
    const { code, err } = await runCommand(['jobs', 'list'], { cwd: other.folder });
    delete process.env['DATABASE_URL'];
    other.remove();
    expect(code).toBe(2);
    expect(err).toContain('PostgreSQL at 127.0.0.1:9/plans could not be reached');
    expect(err).not.toContain('hush-hush');
  });
});
