import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { branchHead, createBranch, deleteBranch, forceBranch, workOn } from '../../src/github/branches.ts';
import { commitOnBranch, StaleBranch } from '../../src/github/commit-on-branch.ts';
import { commitAnew, commitOnce, ForeignBranch } from '../../src/github/own-branch.ts';
import { blobOid } from '../../src/github/blob.ts';
import { signOffOf } from '../../src/github/sign-off.ts';
import { noPause, startLantern, type Lantern } from './lantern.ts';

const PLACE = { owner: 'example-org', name: 'lantern' };
const REPO = 'example-org/lantern';

let lantern: Lantern;
beforeAll(async () => {
  lantern = await startLantern();
  lantern.sandbox.grant(lantern.installation, {
    metadata: 'read',
    contents: 'write',
    issues: 'write',
    pull_requests: 'write',
    checks: 'write',
  });
});
afterAll(() => lantern.sandbox.close());

const head = (): string => lantern.sandbox.state.commit(REPO)!;
const commitTo = (branch: string, expectedHeadOid: string, text = '# Roadmap\n\nMore.\n') => ({
  ...PLACE,
  branch,
  expectedHeadOid,
  headline: 'Say more',
  body: 'Because.\n\nSigned-off-by: milepost[bot] <1+milepost[bot]@users.noreply.github.com>',
  files: [{ path: 'ROADMAP.md', bytes: Buffer.from(text) }],
});

describe('a commit on a branch', () => {
  it('is made by GitHub, signed, in the name of the app, with exactly those bytes', async () => {
    const client = lantern.client();
    expect(await createBranch(client, PLACE, { branch: 'one', oid: head() })).toBe(true);
    const bytes = Buffer.from('\uFEFF# Roadmap\r\n');
    const oid = await commitOnBranch(client, {
      ...commitTo('one', head()),
      files: [{ path: 'docs/ä b.md', bytes }],
    });
    const [commit] = lantern.sandbox.state.commits(REPO, 'one');
    expect(commit).toMatchObject({ sha: oid, author: { login: 'milepost[bot]' } });
    expect(commit!.commit.message).toMatch(/^Say more\n\nBecause\.\n\nSigned-off-by: /);
    expect(commit!.commit.verification.verified).toBe(true);
    expect(Buffer.from(lantern.sandbox.state.file(REPO, 'docs/ä b.md', 'one')!)).toEqual(bytes);
  });

  it('is not made on a branch that somebody moved', async () => {
    const client = lantern.client();
    await createBranch(client, PLACE, { branch: 'moved', oid: head() });
    const theirs = lantern.sandbox.push(REPO, { by: 'alice', message: 'Hers', branch: 'moved', files: { a: 'b' } });
    await expect(commitOnBranch(client, commitTo('moved', head()))).rejects.toBeInstanceOf(StaleBranch);
    expect(lantern.sandbox.state.commit(REPO, 'moved')).toBe(theirs);
  });

  it('names the branch where there is none, and is refused in plan mode before anything is sent', async () => {
    await expect(commitOnBranch(lantern.client(), commitTo('nowhere', head()))).rejects.toMatchObject({
      kind: 'not-found',
      about: 'committing to nowhere of example-org/lantern',
    });
    await expect(commitOnBranch(lantern.client({ mode: 'plan' }), commitTo('one', head()))).rejects.toMatchObject({
      name: 'WriteRefused',
    });
  });

  it.each(['drop-after', { status: 502, afterEffect: true }, { status: 502 }] as const)(
    'is made once though its answer was lost: %j',
    async (action) => {
      const branch = `lost-${JSON.stringify(action).length}`;
      const bytes = Buffer.from('# Roadmap\n\nOnce.\n');
      const commit = {
        branch,
        onto: head(),
        path: 'ROADMAP.md',
        bytes,
        file: blobOid(bytes),
        headline: 'Once',
        body: '',
      };
      lantern.sandbox.faults.add({ match: { graphql: /MilepostCommit/ }, action });
      const oid = await commitAnew(lantern.client(), PLACE, commit, { isOurs: true, pause: noPause });
      expect(lantern.sandbox.state.commits(REPO, branch).map(({ sha }) => sha)).toEqual([oid, head()]);
    },
  );

  it('is waited for while a replica does not know the branch yet', async () => {
    await createBranch(lantern.client(), PLACE, { branch: 'lag', oid: head() });
    const body = { data: null, errors: [{ type: 'NOT_FOUND', message: 'No branch named "lag" was found.' }] };
    lantern.sandbox.faults.add({ match: { graphql: /MilepostCommit/ }, action: { status: 200, body } });
    const bytes = Buffer.from('# Late\n');
    const commit = {
      branch: 'lag',
      onto: head(),
      path: 'ROADMAP.md',
      bytes,
      file: blobOid(bytes),
      headline: 'Late',
      body: '',
    };
    await commitOnce(lantern.client(), PLACE, commit, noPause);
    expect(lantern.sandbox.state.file(REPO, 'ROADMAP.md', 'lag')).toBe('# Late\n');
  });
});

describe("branches of Milepost's own", () => {
  it('are made once, moved and deleted, however often', async () => {
    const client = lantern.client();
    expect(await branchHead(client, PLACE, 'a/b c%2F#'.replace(' ', '-'))).toBeNull();
    expect(await createBranch(client, PLACE, { branch: 'deep/er', oid: head() })).toBe(true);
    expect(await createBranch(client, PLACE, { branch: 'deep/er', oid: head() })).toBe(false);
    expect(await branchHead(client, PLACE, 'deep/er')).toBe(head());
    const other = lantern.sandbox.push(REPO, { by: 'alice', message: 'Other', branch: 'other', files: { x: 'y' } });
    await forceBranch(client, PLACE, { branch: 'deep/er', oid: other });
    expect(await branchHead(client, PLACE, 'deep/er')).toBe(other);
    await deleteBranch(client, PLACE, 'deep/er');
    await deleteBranch(client, PLACE, 'deep/er');
    expect(await branchHead(client, PLACE, 'deep/er')).toBeNull();
  });

  it("are told from people's by who made the commits; a person's token proves nothing", async () => {
    const client = lantern.client();
    await createBranch(client, PLACE, { branch: 'whose', oid: head() });
    const ours = await commitOnBranch(client, commitTo('whose', head()));
    expect(await workOn(client, PLACE, { base: head(), head: ours })).toMatchObject({
      commits: 1,
      isOwn: true,
      isOnBase: true,
    });
    const hers = lantern.sandbox.push(REPO, { by: 'alice', message: 'Hers', branch: 'whose', files: { z: 'z' } });
    expect(await workOn(client, PLACE, { base: head(), head: hers })).toMatchObject({ commits: 2, isOwn: false });
    const alice = lantern.clientOf(lantern.sandbox.createToken('alice'), { kind: 'user', login: 'alice', appId: null });
    expect(await workOn(alice, PLACE, { base: ours, head: hers })).toMatchObject({ commits: 1, isOwn: false });
  });

  it("are never taken where people's commits are on them", async () => {
    const hers = lantern.sandbox.push(REPO, {
      by: 'alice',
      message: 'Hers',
      branch: 'milepost/hers',
      files: { z: 'z' },
    });
    const bytes = Buffer.from('# Mine\n');
    const commit = {
      branch: 'milepost/hers',
      onto: head(),
      path: 'ROADMAP.md',
      bytes,
      file: blobOid(bytes),
      headline: 'Mine',
      body: '',
    };
    await expect(commitAnew(lantern.client(), PLACE, commit, { isOurs: true })).rejects.toBeInstanceOf(ForeignBranch);
    expect(lantern.sandbox.state.commit(REPO, 'milepost/hers')).toBe(hers);
    const settled = [hers];
    await commitAnew(lantern.client(), PLACE, commit, { isOurs: true, settled });
    expect(lantern.sandbox.state.commits(REPO, 'milepost/hers')[1]!.sha).toBe(head());
  });
});

describe('a sign-off', () => {
  it('has the name and the address that GitHub gives to commits of that account', async () => {
    const { id } = lantern.sandbox.state.commits(REPO, 'one')[0]!.author!;
    expect(await signOffOf(lantern.client(), 'github.com')).toBe(
      `Signed-off-by: milepost[bot] <${id}+milepost[bot]@users.noreply.github.com>`,
    );
  });

  it('does without the number where GitHub does not tell it, and is none for a client that does not know whose token it has', async () => {
    const unknown = { kind: 'app' as const, login: 'ghost[bot]', appId: null };
    expect(await signOffOf(lantern.client({ identity: unknown }), 'ghe.example.org:8443')).toBe(
      'Signed-off-by: ghost[bot] <ghost[bot]@users.noreply.ghe.example.org>',
    );
    const nobody = { kind: 'user' as const, login: '', appId: null };
    expect(await signOffOf(lantern.client({ identity: nobody }), 'github.com')).toBeNull();
  });
});
