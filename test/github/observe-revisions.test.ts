import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { observeRevisions } from '../../src/github/observe-revisions.ts';
import type { ObservedRevision, RevisionsQuestion } from '../../src/github/observe-revisions.ts';
import { startLantern, type Lantern } from './lantern.ts';

const LIMIT = 5_000;
const ROADMAP = '# Roadmap\n\n## Later\n\n- Wick trimmer\n- Glass door\n- Brass lid\n- Oil gauge\n';
const day = (number: number): Date => new Date(Date.UTC(2024, 0, number, 12));

let lantern: Lantern;
let pushed = 0;

const push = (repository: string, files: Record<string, string | Buffer | null>, by = 'alice'): string =>
  lantern.sandbox.people.push(repository, { by, files, message: 'Plan', committedAt: day((pushed += 1)) });

async function revisions(name: string, path: string, more: Partial<RevisionsQuestion> = {}) {
  const client = lantern.client();
  const found = await observeRevisions(client, { owner: 'example-org', name, path, limit: LIMIT, ...more });
  return { found, counts: { ...client.counts } };
}

const told = (found: ObservedRevision[]): string[] =>
  found.map(
    ({ path, text, problem }) => `${path}: ${problem ?? (text === null ? 'removed' : text.split('\n').at(-2))}`,
  );

beforeAll(async () => {
  lantern = await startLantern({ now: () => day(1) });
  for (const name of ['long', 'moved', 'odd']) {
    lantern.sandbox.createRepository(`example-org/${name}`, { files: { 'README.md': '# Readme\n' } });
  }
  for (let number = 1; number <= 250; number += 1) {
    push('example-org/long', { 'ROADMAP.md': `# Roadmap\n\n- Wick number ${number}\n` });
  }
});
afterAll(() => lantern.sandbox.close());

describe('the revisions of a file on GitHub', () => {
  it('come with their texts, a hundred a request, oldest first', async () => {
    const { found, counts } = await revisions('long', 'ROADMAP.md');
    expect(found).toHaveLength(250);
    expect([told(found)[0], told(found)[249]]).toEqual([
      'ROADMAP.md: - Wick number 1',
      'ROADMAP.md: - Wick number 250',
    ]);
    expect(found[0]).toMatchObject({ author: 'alice', committedAt: '2024-01-01T12:00:00Z' });
    // One more: where the file stood before the commit that added it.
    expect(counts).toEqual({ graphql: 3, rest: 1 });
  });

  it('are asked for page by page only as far as they are wanted', async () => {
    const seen: number[] = [];
    const { found, counts } = await revisions('long', 'ROADMAP.md', {
      limit: 120,
      onPage: (count) => seen.push(count),
    });
    expect(told(found)[0]).toBe('ROADMAP.md: - Wick number 131');
    expect(found).toHaveLength(120);
    expect(counts).toEqual({ graphql: 2, rest: 0 });
    expect(seen).toEqual([100, 120]);
  });

  it('are asked for in smaller pages when a page is too heavy for GitHub', async () => {
    const fault = lantern.sandbox.faults.add({
      match: { graphql: /MilepostRevisions/, body: /"first":100/ },
      action: { status: 502 },
      times: 1_000,
    });
    const { found, counts } = await revisions('long', 'ROADMAP.md', { limit: 50 + 100 });
    fault.remove();
    expect(found).toHaveLength(150);
    expect(counts.graphql).toBeGreaterThan(6);
  });

  it('fail when GitHub cannot give even a few', async () => {
    const fault = lantern.sandbox.faults.add({
      match: { graphql: /MilepostRevisions/ },
      action: { status: 502 },
      times: 1_000,
    });
    await expect(revisions('long', 'ROADMAP.md')).rejects.toMatchObject({ kind: 'unavailable' });
    fault.remove();
  });

  it('go on where the file was moved from, also when it was rewritten with the move', async () => {
    push('example-org/moved', { 'PLAN.md': ROADMAP });
    push('example-org/moved', { 'PLAN.md': null, 'docs/ROADMAP.md': `${ROADMAP}- Hook\n` });
    push('example-org/moved', { 'docs/ROADMAP.md': null, 'ROADMAP.md': '# Plans\n\nAll new\n' });
    const { found } = await revisions('moved', 'ROADMAP.md');
    expect(told(found)).toEqual(['PLAN.md: - Oil gauge', 'docs/ROADMAP.md: - Hook', 'ROADMAP.md: All new']);
  });

  it('say that the file was removed, and came back', async () => {
    push('example-org/moved', { 'ROADMAP.md': null });
    push('example-org/moved', { 'ROADMAP.md': '# Plans\n\nBack\n' });
    const { found } = await revisions('moved', 'ROADMAP.md');
    expect(told(found).slice(2)).toEqual(['ROADMAP.md: All new', 'ROADMAP.md: removed', 'ROADMAP.md: Back']);
  });

  it('have their exact bytes: with a byte order mark by GraphQL, otherwise transcoded ones by REST', async () => {
    push('example-org/odd', { 'ROADMAP.md': `\uFEFF${ROADMAP}` });
    const { found, counts } = await revisions('odd', 'ROADMAP.md');
    expect(told(found)).toEqual(['ROADMAP.md: - Oil gauge']);
    expect(counts.rest).toBeLessThanOrEqual(2);
    push('example-org/odd', { 'ROADMAP.md': Buffer.from('# Roadmap\n\n- caf\xe9\n', 'latin1') });
    push('example-org/odd', { 'ROADMAP.md': 'x'.repeat(300 * 1024) });
    const after = await revisions('odd', 'ROADMAP.md');
    expect(told(after.found)[1]).toMatch(/is not UTF-8/);
    expect(told(after.found)[2]).toMatch(/had 307200 bytes then; a roadmap of at most 262144 bytes/);
  });

  it('are none for a path that never was, a folder, and a repository without commits', async () => {
    lantern.sandbox.createRepository('example-org/bare', {});
    expect((await revisions('long', 'nothing.md')).found).toEqual([]);
    expect((await revisions('moved', 'docs')).found).toEqual([]);
    expect((await revisions('bare', 'ROADMAP.md')).found).toEqual([]);
  });

  it('are refused for a repository that may not be read', async () => {
    await expect(revisions('nowhere', 'ROADMAP.md')).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('never name a mail address', async () => {
    const { found } = await revisions('long', 'ROADMAP.md', { limit: 100 });
    expect(JSON.stringify(found)).not.toContain('@');
  });
});
