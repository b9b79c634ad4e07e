import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { findCheckRun, writeCheckRun, type CheckAnnotation, type CheckOutput } from '../../src/github/checks.ts';
import { cutToBytes, cutToLength } from '../../src/github/check-limits.ts';
import { API, testClient } from './test-client.ts';

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
});
afterAll(() => nock.restore());

const target = { owner: 'example-org', name: 'lantern', headOid: 'c'.repeat(40), externalId: 'sync-1' };
const pause = async (): Promise<void> => undefined;
const CHECK_RUNS = '/repos/example-org/lantern/check-runs';
const LIST = `/repos/example-org/lantern/commits/${'c'.repeat(40)}/check-runs`;

const annotation = (line: number, more: Partial<CheckAnnotation> = {}): CheckAnnotation => ({
  path: 'ROADMAP.md',
  start_line: line,
  end_line: line,
  annotation_level: 'warning',
  message: `line ${line}`,
  ...more,
});
const output = (annotations: CheckAnnotation[] = [], more: Partial<CheckOutput> = {}): CheckOutput => ({
  title: 'Two findings',
  summary: 'All of it',
  conclusion: 'neutral',
  annotations,
  ...more,
});

interface Sent {
  name?: string;
  head_sha?: string;
  external_id?: string;
  status?: string;
  conclusion?: string;
  output: { title: string; summary: string; annotations: CheckAnnotation[] };
}

/** Takes what is sent to `method path` and answers with `id`. */
function taking(method: 'post' | 'patch', path: string, sent: Sent[]): void {
  const scope = nock(API);
  scope[method](path).reply(200, (_uri: string, body: unknown) => {
    sent.push(body as Sent);
    return { id: 7, html_url: 'http://github.test/run/7' };
  });
}

describe('a check run', () => {
  it('is written completed, with its name and external id, also in plan mode', async () => {
    const { client } = testClient({ mode: 'plan' });
    const sent: Sent[] = [];
    taking('post', CHECK_RUNS, sent);
    expect(await writeCheckRun(client, { ...target, output: output([annotation(3)]), pause })).toEqual({
      id: 7,
      url: 'http://github.test/run/7',
    });
    expect(sent[0]).toMatchObject({
      name: 'Milepost',
      head_sha: target.headOid,
      external_id: 'sync-1',
      status: 'completed',
      conclusion: 'neutral',
    });
    expect(sent[0]?.output).toEqual({ title: 'Two findings', summary: 'All of it', annotations: [annotation(3)] });
  });

  it('has its annotations fifty at a time, each once and in order', async () => {
    const { client } = testClient();
    const sent: Sent[] = [];
    taking('post', CHECK_RUNS, sent);
    taking('patch', `${CHECK_RUNS}/7`, sent);
    taking('patch', `${CHECK_RUNS}/7`, sent);
    const annotations = Array.from({ length: 120 }, (_, index) => annotation(index + 1));
    await writeCheckRun(client, { ...target, output: output(annotations), pause });
    expect(sent.map((one) => one.output.annotations.length)).toEqual([50, 50, 20]);
    expect(sent.flatMap((one) => one.output.annotations)).toEqual(annotations);
  });

  it('has columns only on one line, and lines that GitHub takes', async () => {
    const { client } = testClient();
    const sent: Sent[] = [];
    taking('post', CHECK_RUNS, sent);
    const several = annotation(3, { end_line: 5, start_column: 2, end_column: 4 });
    const backwards = annotation(4, { end_line: 2, start_column: 9, end_column: 3 });
    await writeCheckRun(client, { ...target, output: output([several, backwards]), pause });
    expect(sent[0]?.output.annotations).toEqual([
      annotation(3, { end_line: 5 }),
      annotation(4, { start_column: 9, end_column: 9 }),
    ]);
  });

  it('is cut to what GitHub takes', async () => {
    const { client } = testClient();
    const sent: Sent[] = [];
    taking('post', CHECK_RUNS, sent);
    const long = output([annotation(1, { message: '→'.repeat(30_000), title: 't'.repeat(300) })], {
      title: 'é'.repeat(300),
      summary: '€'.repeat(40_000),
    });
    await writeCheckRun(client, { ...target, output: long, pause });
    const { title, summary, annotations } = sent[0]!.output;
    expect(title).toHaveLength(255);
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(65_535);
    expect(Buffer.byteLength(summary)).toBeGreaterThan(65_500);
    expect(summary).not.toContain('\ufffd');
    expect(Buffer.byteLength(annotations[0]!.message)).toBeLessThanOrEqual(65_536);
    expect(annotations[0]!.title).toHaveLength(255);
  });

  it('whose answer was lost is found again instead of written twice', async () => {
    const { client } = testClient();
    nock(API).post(CHECK_RUNS).reply(502);
    nock(API)
      .get(LIST)
      .query({ check_name: 'Milepost', filter: 'all', per_page: 100, page: 1 })
      .reply(200, { check_runs: [{ id: 8, external_id: 'sync-1', app: { id: 4711 } }] });
    expect(await writeCheckRun(client, { ...target, output: output(), pause })).toEqual({ id: 8, url: null });
  });

  it('whose later annotations were lost on the way asks how many are there', async () => {
    const { client } = testClient();
    const sent: Sent[] = [];
    taking('post', CHECK_RUNS, sent);
    nock(API)
      .patch(`${CHECK_RUNS}/7`)
      .reply(502)
      .get(`${CHECK_RUNS}/7`)
      .reply(200, { id: 7, output: { annotations_count: 60 } });
    await writeCheckRun(client, {
      ...target,
      output: output(Array.from({ length: 60 }, (_, index) => annotation(index + 1))),
      pause,
    });
    expect(sent).toHaveLength(1);
  });

  it('is found only if it is ours and of the same sync', async () => {
    const { client } = testClient();
    const check_runs = [
      { id: 1, external_id: 'sync-1', app: { id: 1 } },
      { id: 2, external_id: 'sync-0', app: { id: 4711 } },
      { id: 3, external_id: 'sync-1', app: { id: 4711 }, html_url: 'u3' },
      { id: 4, external_id: null, app: null },
    ];
    nock(API).get(LIST).query(true).reply(200, { check_runs });
    expect(await findCheckRun(client, target)).toEqual({ id: 3, url: 'u3', annotations: 0 });
    nock(API)
      .get(LIST)
      .query(true)
      .reply(200, { check_runs: check_runs.slice(0, 2) });
    expect(await findCheckRun(client, target)).toBeNull();
  });
});

describe('cutting', () => {
  it('keeps characters whole', () => {
    expect(cutToBytes('a€€', 7)).toBe('a€€');
    expect(cutToBytes('a€€', 6)).toBe('a…');
    expect(cutToBytes('€€€€', 9)).toBe('€€…');
    expect(cutToLength('ab😀cd', 4)).toBe('ab…');
    expect(cutToLength('abcd', 4)).toBe('abcd');
  });
});
