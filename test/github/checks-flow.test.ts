import { afterEach, expect, it } from '@jest/globals';
import { findCheckRun, writeCheckRun } from '../../src/github/checks.ts';
import { noPause, startLantern, type Lantern } from './lantern.ts';

let lantern: Lantern;
afterEach(() => lantern.sandbox.close());

it('a check run with 120 annotations is taken whole, in three requests, and found again', async () => {
  lantern = await startLantern();
  const headOid = lantern.sandbox.state.commit('example-org/lantern')!;
  const target = { owner: 'example-org', name: 'lantern', headOid, externalId: 'sync-1' };
  const annotations = Array.from({ length: 120 }, (_, index) => ({
    path: 'ROADMAP.md',
    start_line: index + 1,
    end_line: index + (index % 2) + 1,
    start_column: 1,
    end_column: 5,
    annotation_level: 'notice' as const,
    message: `note ${index}`,
    title: 'placeholder',
  }));
  const output = { title: '120 notes', summary: 'All', conclusion: 'success' as const, annotations };
  const client = lantern.client({ mode: 'plan' });
  const { id } = await writeCheckRun(client, { ...target, output, pause: noPause });
  expect(client.counts).toEqual({ graphql: 0, rest: 3 });
  const runs = lantern.sandbox.state.checkRuns('example-org/lantern', headOid);
  expect(runs).toMatchObject([
    { id, name: 'Milepost', status: 'completed', conclusion: 'success', external_id: 'sync-1' },
  ]);
  expect(runs[0]?.annotations.map(({ message }) => message)).toEqual(annotations.map(({ message }) => message));
  expect(await findCheckRun(client, target)).toMatchObject({ id });
  expect(await findCheckRun(client, { ...target, externalId: 'sync-2' })).toBeNull();
});
