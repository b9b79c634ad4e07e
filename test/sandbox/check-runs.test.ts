import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Octokit } from '@octokit/rest';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { at, client, refusal, repository, stage } from './story.ts';

let sandbox: Sandbox;
let bot: Octokit;
let sha: string;

beforeEach(async () => {
  sandbox = await stage();
  bot = client(sandbox, sandbox.createInstallationToken(sandbox.install('example-org')));
  sha = sandbox.state.commit(repository) ?? '';
});
afterEach(async () => {
  await sandbox.close();
});

const annotation = (line: number, more: Record<string, unknown> = {}) => ({
  path: 'ROADMAP.md',
  start_line: line,
  end_line: line,
  annotation_level: 'warning' as const,
  message: 'm',
  ...more,
});
const output = (more: Record<string, unknown> = {}) => ({ title: 't', summary: 's', ...more });

const externalIds = async (filter?: 'all') => {
  const { data } = await bot.rest.checks.listForRef({ ...at, ref: sha, ...(filter ? { filter } : {}) });
  return data.check_runs.map((run) => run.external_id);
};

describe('check runs', () => {
  it('are made, found by name, and grow annotations with each update', async () => {
    const first = await bot.rest.checks.create({
      ...at,
      name: 'Milepost',
      head_sha: sha,
      output: output({ annotations: Array.from({ length: 50 }, (_, index) => annotation(index + 1)) }),
    });
    expect(first.data).toMatchObject({ status: 'queued', conclusion: null, app: { slug: 'milepost' } });
    const { data } = await bot.rest.checks.update({
      ...at,
      check_run_id: first.data.id,
      conclusion: 'neutral',
      output: output({ annotations: [annotation(51)] }),
    });
    expect(data).toMatchObject({ status: 'completed', conclusion: 'neutral', output: { annotations_count: 51 } });
    const listed = await bot.rest.checks.listForRef({ ...at, ref: 'main', check_name: 'Milepost' });
    expect(listed.data).toMatchObject({ total_count: 1, check_runs: [{ id: first.data.id }] });
    const annotations = await bot.paginate(bot.rest.checks.listAnnotations, { ...at, check_run_id: first.data.id });
    expect(annotations.map((each) => each.start_line)).toHaveLength(51);
    expect(sandbox.state.checkRuns(repository, sha)[0]?.annotations).toHaveLength(51);
  });

  it('of one name are listed by the newest, all only on demand', async () => {
    for (const external_id of ['1', '2'])
      await bot.rest.checks.create({ ...at, name: 'Milepost', head_sha: sha, external_id });
    expect(await externalIds()).toEqual(['2']);
    expect(await externalIds('all')).toEqual(['2', '1']);
  });

  const cases: [string, Record<string, unknown>, RegExp][] = [
    ['no name', { name: '' }, /name/],
    ['an unknown commit', { head_sha: '0'.repeat(40) }, /No commit found for SHA/],
    ['no title', { output: { summary: 's' } }, /"title" wasn't supplied/],
    ['no summary', { output: { title: 't' } }, /"summary" wasn't supplied/],
    ['a summary over 65,535', { output: output({ summary: 'a'.repeat(65_536) }) }, /Only 65535/],
    ['a text over 65,535', { output: output({ text: 'a'.repeat(65_536) }) }, /Only 65535/],
    [
      '51 annotations',
      { output: output({ annotations: Array.from({ length: 51 }, () => annotation(1)) }) },
      /No more than 50/,
    ],
    ['line 0', { output: output({ annotations: [annotation(0)] }) }, /integers from 1/],
    [
      'columns over lines',
      { output: output({ annotations: [annotation(1, { end_line: 2, start_column: 1 })] }) },
      /Columns/,
    ],
    ['an unknown level', { output: output({ annotations: [annotation(1, { annotation_level: 'error' })] }) }, /error/],
    ['an unknown conclusion', { conclusion: 'fine' }, /fine/],
    ['completed without conclusion', { status: 'completed' }, /conclusion/],
    [
      'four buttons',
      { actions: Array.from({ length: 4 }, () => ({ label: 'a', description: 'b', identifier: 'c' })) },
      /No more than 3/,
    ],
    ['a long button', { actions: [{ label: 'a'.repeat(21), description: 'b', identifier: 'c' }] }, /Only 20/],
  ];
  it.each(cases)('are refused with %s', async (_name, wrong, message) => {
    const refused = await refusal(
      bot.request('POST /repos/{owner}/{repo}/check-runs', {
        ...at,
        name: 'Milepost',
        head_sha: sha,
        ...wrong,
      } as never),
    );
    expect(refused.status).toBe(422);
    expect(refused.message).toMatch(message);
    expect(sandbox.state.checkRuns(repository)).toEqual([]);
  });

  it('belong to the app that made them', async () => {
    const { data } = await bot.rest.checks.create({ ...at, name: 'Milepost', head_sha: sha });
    const other = client(sandbox, sandbox.createWorkflowToken(repository, { checks: 'write' }));
    expect(
      (await refusal(other.rest.checks.update({ ...at, check_run_id: data.id, status: 'in_progress' }))).status,
    ).toBe(403);
    const alice = client(sandbox, sandbox.createToken('alice'));
    expect(await refusal(alice.rest.checks.create({ ...at, name: 'Mine', head_sha: sha }))).toMatchObject({
      status: 403,
      message: 'You must authenticate via a GitHub App.',
    });
  });
});
