import { describe, expect, it, jest } from '@jest/globals';
import type { PullStage } from './pull-stage.ts';
import { usePullStage } from './pull-stage.ts';

jest.setTimeout(60_000);

const ROADMAP = '# Roadmap\n\n## Later\n\n- Oil gauge (#1)\n- Brass polish (example-org/vault#1)\n';
const ASKING = [
  '- Wick (example-org/vault#1)',
  '- Lens (example-org/vault#2)',
  '- Lamp (example-org/vault#77)',
  '- Bell (https://HOST/example-org/vault/milestone/1)',
  '- Door (example-org/other#1)',
  '- Rope (#99)',
].join('\n');

const withVault = usePullStage();
const without = usePullStage();

/** The same repository, and the same change from a fork, in both worlds. */
async function tell(stage: PullStage, by: 'carol' | 'alice') {
  const { sandbox } = stage;
  const name = `lantern-${by}`;
  const repository = stage.repository(name, { 'ROADMAP.md': ROADMAP });
  sandbox.people.openIssue(repository, { by: 'alice', title: 'Oil gauge' });
  await stage.sync(repository, 'first-look');
  const files = { 'ROADMAP.md': `${ROADMAP}${ASKING.replace('HOST', sandbox.host)}\n` };
  const number = by === 'carol' ? stage.forkAndChange(repository, files) : stage.change(repository, files);
  const before = sandbox.state.requests.length;
  /** The file names the port of its sandbox, so that its commit is another in each. */
  const plain = (text: string | null): string =>
    (text ?? '').replaceAll(sandbox.host, 'HOST').replaceAll(/[0-9a-f]{40}/g, 'OID');
  await stage.check(repository, number);
  const requests = sandbox.state.requests
    .slice(before)
    .map(({ method, path, operation, query, variables, status }) => ({
      asked: plain(`${method} ${path.replace(/check-runs\/\d+/, 'check-runs/N')} ${operation ?? ''}`),
      query,
      variables: plain(JSON.stringify(variables)),
      status,
    }));
  const run = stage.runs(repository, number)[0];
  const told = [run?.output.title, run?.output.summary, ...(run?.annotations ?? []).map(({ message }) => message)];
  return { requests, told: plain(told.join('\n')), conclusion: run?.conclusion };
}

describe('a pull request from outside', () => {
  it('cannot find out whether a private repository exists: neither words nor requests differ', async () => {
    const { sandbox } = withVault();
    sandbox.createRepository('example-org/vault', { visibility: 'private' });
    sandbox.people.createMilestone('example-org/vault', { by: 'alice', title: 'Secret' });
    for (const title of ['A secret', 'Another secret'])
      sandbox.people.openIssue('example-org/vault', { by: 'alice', title });
    const [one, other] = [await tell(withVault(), 'carol'), await tell(without(), 'carol')];
    expect(one.requests.map(({ asked }) => asked).filter((asked) => asked.includes('vault'))).toEqual([]);
    expect(one).toEqual(other);
    expect(one.told).not.toMatch(/secret/i);
    expect(one.told).toContain('This change comes from outside');
  });

  it('is looked at with a token that sees this repository only', async () => {
    const { sandbox } = withVault();
    const tokens = sandbox.state.requests.filter(({ path }) => path.endsWith('/access_tokens'));
    expect(tokens.length).toBeGreaterThan(0);
    const id = sandbox.state.repository('example-org/lantern-carol').id;
    expect(tokens.map(({ body }) => JSON.parse(body ?? '{}') as object)).toEqual(
      tokens.map(() => ({ repository_ids: [id] })),
    );
  });

  it('is told nothing of private repositories by somebody inside either', async () => {
    const inside = await tell(withVault(), 'alice');
    expect(inside.told).not.toMatch(/secret/i);
    expect(inside.told).not.toContain('This change comes from outside');
    const other = await tell(without(), 'alice');
    expect(inside.told).toBe(other.told);
    // The whole token is answered otherwise where the repository exists: what is compared above could differ.
    expect(inside.requests).not.toEqual(other.requests);
  });
});
