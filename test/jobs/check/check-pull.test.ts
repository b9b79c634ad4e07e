import { describe, expect, it, jest } from '@jest/globals';
import { RetryAt } from '../../../src/jobs/queue/queue.ts';
import { usePullStage } from './pull-stage.ts';

jest.setTimeout(120_000);

const ROADMAP = `# Roadmap

## 1.8.0

- Resumable uploads (#1)
- Dark lantern, issue coming soon

## Later

- Oil gauge
`;

const stage = usePullStage();

/** A repository whose roadmap a first look has read; issue 1 is open. */
async function lantern(name: string, files: Record<string, string> = {}): Promise<string> {
  const repository = stage().repository(name, { 'ROADMAP.md': ROADMAP, ...files });
  stage().sandbox.people.openIssue(repository, { by: 'alice', title: 'Resumable uploads' });
  await stage().sync(repository, 'first-look');
  return repository;
}

const withItems = (...items: string[]): Record<string, string> => ({
  'ROADMAP.md': `${ROADMAP}${items.map((item) => `- ${item}\n`).join('')}`,
});

/** The configuration that names one roadmap. */
const naming = (path: string): Record<string, string> => ({ '.github/milepost.yml': `roadmaps:\n  - path: ${path}\n` });

/** The words without the addresses of links. */
const words = (summary: string | null | undefined): string => (summary ?? '').replace(/\]\([^()]*\)/gu, ']');

/** What was asked of GitHub since, without what only reads. */
const requestsOf = (act: () => Promise<unknown>) => async (): Promise<string[]> => {
  const { state } = stage().sandbox;
  const before = state.requests.length;
  await act();
  return state.requests.slice(before).map(({ method, path }) => `${method} ${path.split('?')[0]}`);
};

describe('the check of a pull request', () => {
  it('tells what the change introduces, on its lines, and not what was there before', async () => {
    const repository = await lantern('introduces');
    const number = stage().change(repository, withItems('Brass polish (#99)', 'Wick trimmer, issue coming soon'));
    const result = await stage().check(repository, number);
    expect(result).toMatchObject({ state: 'checked', conclusion: 'neutral', isRepeated: false, fix: null });
    const [run, ...others] = stage().runs(repository, number);
    expect(others).toEqual([]);
    expect(run).toMatchObject({ name: 'Milepost', status: 'completed', conclusion: 'neutral' });
    expect(run?.external_id).toMatch(new RegExp(`^pull:${number}:[0-9a-f]{32}$`));
    expect(run?.output.title).toBe('2 items added; 1 thing to look at');
    expect(run?.annotations.map(({ path, start_line, title }) => [path, start_line, title])).toEqual([
      ['ROADMAP.md', 11, 'broken-reference'],
      ['ROADMAP.md', 12, 'placeholder'],
    ]);
    const text = words(run?.output.summary);
    expect(text).toContain('This pull request adds 2 items in [ROADMAP.md].');
    expect(text).toContain('**On merge** Milepost will open 1 issue:\n\n- New issue: Wick trimmer ([line 12])');
    expect(text).toContain('1 more write is due with or without this change.');
    expect(text).not.toContain('Dark lantern');
    expect(run?.actions).toEqual([
      { label: 'Re-check', description: 'Look at GitHub once more', identifier: 'recheck' },
    ]);
  });

  it('names the plan that merging carries out', async () => {
    const repository = await lantern('fingerprint');
    const number = stage().change(repository, withItems('Wick trimmer, issue coming soon'));
    await stage().check(repository, number);
    const named = /plan `([0-9a-f]{16})`/.exec(stage().runs(repository, number)[0]?.output.summary ?? '')?.[1];
    stage().sandbox.people.mergePullRequest(repository, number);
    const synced = await stage().sync(repository);
    if (synced.state !== 'looked') throw new Error('A sync was expected.');
    expect(synced.report.roadmaps.map(({ plan }) => plan.fingerprint)).toEqual([named]);
  });

  it('does not report what the base gained meanwhile', async () => {
    const repository = await lantern('gained');
    const number = stage().change(repository, { 'ROADMAP.md': ROADMAP.replace('Oil gauge', 'Oil gauges') });
    stage().sandbox.push(repository, { by: 'bob', message: 'More', files: withItems('Brass polish') });
    await stage().check(repository, number);
    const run = stage().runs(repository, number)[0];
    expect(run?.output.title).toBe('1 item reworded; nothing to look at');
    expect(run?.conclusion).toBe('success');
    expect(words(run?.output.summary)).toContain('main has changed the same file since');
    expect(run?.output.summary).not.toContain('Brass polish');
  });

  it('is silent where neither roadmap nor configuration is touched, after three requests', async () => {
    const repository = await lantern('quiet');
    const number = stage().change(repository, { 'README.md': 'A better lamp.\n' });
    const asked = await requestsOf(async () => {
      expect(await stage().check(repository, number)).toEqual({
        state: 'skipped',
        why: 'neither a roadmap nor the configuration is touched',
      });
    })();
    expect(asked).toHaveLength(3);
    expect(stage().runs(repository, number)).toEqual([]);
  });

  it('writes no second run for the same head and content, and another where GitHub has changed', async () => {
    const repository = await lantern('same');
    const number = stage().change(repository, withItems('Brass polish (#7)'));
    await stage().check(repository, number);
    const writes = stage().sandbox.state.writes().length;
    expect(await stage().check(repository, number)).toMatchObject({ state: 'checked', isRepeated: true });
    expect(stage().sandbox.state.writes()).toHaveLength(writes);
    for (let count = 0; count < 5; count += 1)
      stage().sandbox.people.openIssue(repository, { by: 'alice', title: 'Polish' });
    expect(await stage().check(repository, number)).toMatchObject({ conclusion: 'success', isRepeated: false });
    expect(
      stage()
        .runs(repository, number)
        .map(({ conclusion }) => conclusion),
    ).toEqual(['neutral', 'success']);
  });

  it('says it anew where somebody asked, even if nothing is new', async () => {
    const repository = await lantern('again');
    const number = stage().change(repository, withItems('Brass polish (#99)'));
    await stage().check(repository, number);
    await stage().check(repository, number, { again: true });
    const runs = stage().runs(repository, number);
    expect(runs.map(({ status, annotations }) => [status, annotations.length])).toEqual([
      ['completed', 1],
      ['completed', 1],
    ]);
  });

  it('checks a fork, by an author whom nobody knows, in the base repository', async () => {
    const repository = await lantern('forked');
    const number = stage().forkAndChange(repository, withItems('Brass polish (#99)'));
    expect(await stage().check(repository, number)).toMatchObject({ conclusion: 'neutral' });
    const [run] = stage().runs(repository, number);
    expect(run?.annotations).toHaveLength(1);
    expect(run?.output.summary).toContain('This change comes from outside');
  });

  it('checks a fork that was deleted meanwhile', async () => {
    const repository = await lantern('fork-gone');
    const number = stage().forkAndChange(repository, withItems('Brass polish'), 'bob');
    const fork = stage().sandbox.state.pullRequest(repository, number).head.repo?.full_name ?? '';
    stage().sandbox.people.deleteRepository(fork, { by: 'bob' });
    expect(stage().sandbox.state.pullRequest(repository, number).head.repo).toBeNull();
    expect(await stage().check(repository, number)).toMatchObject({ state: 'checked', conclusion: 'success' });
  });

  it('checks a draft like any other', async () => {
    const repository = await lantern('draft');
    const number = stage().change(repository, withItems('Brass polish (#99)'));
    stage().sandbox.people.draftPullRequest(repository, number, { by: 'alice' });
    expect(await stage().check(repository, number)).toMatchObject({ conclusion: 'neutral' });
  });

  it('knows the items of a file that is moved', async () => {
    const repository = await lantern('moved');
    const number = stage().change(repository, { 'ROADMAP.md': null, 'docs/ROADMAP.md': `${ROADMAP}- Brass polish\n` });
    await stage().check(repository, number);
    const [run] = stage().runs(repository, number);
    expect(run?.output.title).toBe('1 item added; nothing to look at');
    expect(words(run?.output.summary)).toContain(
      'moves `ROADMAP.md` to [docs/ROADMAP.md], where its items keep their history, and adds 1 item.',
    );
  });

  it('says that a configured file would be missing', async () => {
    const repository = await lantern('lost', { '.github/milepost.yml': 'roadmaps:\n  - path: ROADMAP.md\n' });
    const number = stage().change(repository, { 'ROADMAP.md': null, 'PLAN.md': ROADMAP });
    expect(await stage().check(repository, number)).toMatchObject({ conclusion: 'neutral' });
    const [run] = stage().runs(repository, number);
    expect(run?.output.summary).toContain('names `ROADMAP.md`, which is at `PLAN.md` after this change');
  });

  it('says that a file which the changed configuration names is not there, and is content where the change corrects it', async () => {
    const repository = await lantern('misnamed');
    const number = stage().change(repository, naming('docs/plan.md'));
    expect(await stage().check(repository, number)).toMatchObject({ state: 'checked', conclusion: 'neutral' });
    const text = words(stage().runs(repository, number)[0]?.output.summary);
    expect(text).toContain('names `docs/plan.md`, which is not there after this change');
    expect(text).not.toContain('said above');
    const configured = await lantern('renamed', naming('ROADMAP.md'));
    const moving = stage().change(configured, {
      'ROADMAP.md': null,
      'docs/plan.md': ROADMAP,
      ...naming('docs/plan.md'),
    });
    await stage().check(configured, moving);
    expect(words(stage().runs(configured, moving)[0]?.output.summary)).not.toContain('which is');
  });

  it('greets the first roadmap, and tells what becomes of one that is taken out', async () => {
    const first = stage().repository('first', {});
    const number = stage().change(first, { 'ROADMAP.md': ROADMAP });
    await stage().check(first, number);
    const [run] = stage().runs(first, number);
    expect(run?.output.title).toBe('A roadmap with 3 items; nothing to look at');
    expect(words(run?.output.summary)).toContain('adds the roadmap [ROADMAP.md] with 3 items.');
    expect(words(run?.output.summary)).toContain('New issue: Dark lantern');

    const last = await lantern('last');
    const removal = stage().change(last, { 'ROADMAP.md': null });
    await stage().check(last, removal);
    const [removed] = stage().runs(last, removal);
    expect(removed?.output.title).toBe('The roadmap is taken out; nothing to look at');
    expect(words(removed?.output.summary)).toContain('Resumable uploads; [#1] stays as it is');
    expect(removed?.output.summary).toContain('it has no roadmap here any more');
  });

  it('does nothing by the configuration of the head, and says what it would mean', async () => {
    const repository = await lantern('head-configuration', { '.github/milepost.yml': 'check:\n  fail_on: error\n' });
    const changed = 'mode: off\nchek:\n  fail_on: never\n';
    const number = stage().change(repository, { ...withItems('Brass polish (#99)'), '.github/milepost.yml': changed });
    expect(await stage().check(repository, number)).toMatchObject({ conclusion: 'failure' });
    const [run] = stage().runs(repository, number);
    expect(run?.annotations.map(({ path, start_line }) => [path, start_line])).toEqual([
      ['.github/milepost.yml', 2],
      ['ROADMAP.md', 11],
    ]);
    expect(run?.output.summary).toContain('makes `.github/milepost.yml` wrong in 1 place');
  });

  it('tells which settings a valid configuration changes', async () => {
    const repository = await lantern('valid-configuration');
    const number = stage().change(repository, { '.github/milepost.yml': 'mode: plan\nlimits:\n  comments: 3\n' });
    expect(await stage().check(repository, number)).toMatchObject({ conclusion: 'success' });
    expect(stage().runs(repository, number)[0]?.output.summary).toContain('It changes `mode` and `limits.comments`.');
  });

  it('tells what the file alone tells while the configuration on the default branch is wrong', async () => {
    const repository = stage().repository('wrong', { 'ROADMAP.md': ROADMAP, '.github/milepost.yml': 'mode: never\n' });
    const number = stage().change(repository, withItems('Brass polish (#99)', 'Oil gauge'));
    expect(await stage().check(repository, number)).toMatchObject({ conclusion: 'neutral' });
    const [run] = stage().runs(repository, number);
    expect(run?.output.summary).toContain('The configuration on the default branch has 1 fault');
    expect(run?.annotations.map(({ title }) => title)).toEqual(['duplicate-item']);
    expect(run?.output.summary).not.toContain('On merge');
  });

  it('promises nothing for a branch that Milepost does not act on, nor in plan mode', async () => {
    const repository = await lantern('branches');
    const { people, state } = stage().sandbox;
    people.moveBranch(repository, 'release', state.commit(repository) ?? '', { by: 'alice' });
    const number = stage().change(repository, withItems('Wick, issue coming soon'), { base: 'release' });
    await stage().check(repository, number);
    expect(stage().runs(repository, number)[0]?.output.summary).toContain('this goes into release');

    const planned = await lantern('plan-mode', { '.github/milepost.yml': 'mode: plan\n' });
    const other = stage().change(planned, withItems('Wick, issue coming soon'));
    await stage().check(planned, other);
    expect(stage().runs(planned, other)[0]?.output.summary).toContain('the configuration says `mode: plan`');
  });

  it('reads nothing where it is switched off', async () => {
    const repository = await lantern('off', { '.github/milepost.yml': 'mode: off\n' });
    const number = stage().change(repository, withItems('Brass polish (#99)'));
    expect(await stage().check(repository, number)).toEqual({ state: 'skipped', why: '`mode: off` is configured' });
    expect(stage().runs(repository, number)).toEqual([]);
  });

  it('writes more than fifty annotations in batches', async () => {
    const repository = await lantern('many');
    const items = Array.from({ length: 120 }, (_, index) => `Polish number ${index} (#${900 + index})`);
    const number = stage().change(repository, withItems(...items));
    await stage().check(repository, number);
    const [run] = stage().runs(repository, number);
    expect(run?.status).toBe('completed');
    expect(run?.annotations.map(({ start_line }) => start_line)).toEqual(items.map((_, index) => 11 + index));
  });

  it('cuts a summary that is too long by whole items, with a notice', async () => {
    const repository = await lantern('long');
    const items = Array.from(
      { length: 480 },
      (_, index) => `Polish ${index} ${'brass lamp '.repeat(8)} (#${900 + index})`,
    );
    const number = stage().change(repository, withItems(...items));
    await stage().check(repository, number);
    const summary = stage().runs(repository, number)[0]?.output.summary ?? '';
    expect(summary.length).toBeLessThanOrEqual(65_535);
    expect(summary).toMatch(/… and \d+ lines more, which do not fit into a check\./);
  });

  it('takes a hostile head for text: nobody is mentioned, nothing is referred to', async () => {
    const repository = await lantern('hostile');
    const references = Array.from({ length: 12_500 }, (_, index) => `#${index + 2}`).join(' ');
    const hostile = '@alice <!-- milepost:issue:e30 --> <img src=x> example-org/hostile#1 | `#1` [x](javascript:x)';
    const one = stage().forkAndChange(repository, withItems(`${hostile} ${references}`));
    expect(await stage().check(repository, one)).toMatchObject({ state: 'checked', conclusion: 'neutral' });
    expect(words(stage().runs(repository, one)[0]?.output.summary)).toContain('references; at most');

    const other = await lantern('hostile-words');
    const number = stage().forkAndChange(other, withItems(`${hostile}, issue coming soon`), 'bob');
    await stage().check(other, number);
    const summary = stage().runs(other, number)[0]?.output.summary ?? '';
    expect(summary).toContain('alice');
    expect(summary).not.toMatch(/@alice|<!--|<img|\]\(javascript/);
    expect(
      stage()
        .sandbox.state.notices()
        .filter(({ by }) => by === 'milepost[bot]'),
    ).toEqual([]);
  });

  it('concludes for the merge queue, touched or not, on the head of the group', async () => {
    const repository = await lantern('queue');
    const touching = stage().change(repository, withItems('Brass polish (#99)'));
    const idle = stage().change(repository, { 'README.md': 'A better lamp.\n' }, { branch: 'words' });
    for (const [number, conclusion, title] of [
      [touching, 'neutral', '1 item added; 1 thing to look at'],
      [idle, 'success', 'The roadmap is not touched'],
    ] as const) {
      const baseOid = stage().sandbox.state.commit(repository) ?? '';
      const headOid = stage().sandbox.people.enqueuePullRequest(repository, number, { by: 'alice' });
      expect(await stage().check(repository, null, { headOid, baseOid })).toMatchObject({ conclusion, headOid });
      const runs = stage().sandbox.state.checkRuns(repository, headOid);
      expect(runs.map(({ status, output }) => [status, output.title])).toEqual([['completed', title]]);
      await stage().check(repository, null, { headOid, baseOid });
      expect(stage().sandbox.state.checkRuns(repository, headOid)).toHaveLength(1);
      // Asked for once more, by somebody who does not know the base.
      await stage().check(repository, null, { headOid, again: true });
      const statuses = stage()
        .sandbox.state.checkRuns(repository, headOid)
        .map((run) => run.status);
      expect(statuses).toEqual(['completed', 'completed']);
    }
  });
});

/** The one run on that commit. */
/** GitHub answers 404 the next time. */
const gone = (path: RegExp): void => {
  stage().sandbox.faults.add({ match: { path }, action: { status: 404, body: { message: 'Not Found' } } });
};

const onlyRun = (repository: string, sha: string) => {
  const runs = stage().sandbox.state.checkRuns(repository, sha);
  expect(runs).toHaveLength(1);
  return runs[0]!;
};

describe('a check that cannot go on', () => {
  it('stays in progress over a rate limit, and is concluded by the next try', async () => {
    const repository = await lantern('limited');
    const number = stage().change(repository, withItems('Brass polish (#99)'));
    const sha = stage().sandbox.state.pullRequest(repository, number).head.sha;
    stage().sandbox.faults.add({ match: { graphql: /MilepostReferences/ }, action: 'secondary-limit' });
    await expect(stage().check(repository, number)).rejects.toBeInstanceOf(RetryAt);
    expect(onlyRun(repository, sha)).toMatchObject({ status: 'in_progress', external_id: `pull:${number}` });
    await stage().check(repository, number);
    expect(onlyRun(repository, sha)).toMatchObject({ status: 'completed', conclusion: 'neutral' });
  });

  it('is concluded with what failed by the last try', async () => {
    const repository = await lantern('failing');
    const number = stage().change(repository, withItems('Brass polish (#99)'));
    const sha = stage().sandbox.state.pullRequest(repository, number).head.sha;
    const fault = stage().sandbox.faults.add({
      match: { path: /\/commits$/ },
      action: { status: 502 },
      times: Infinity,
    });
    await expect(stage().check(repository, number)).rejects.toThrow(/502/);
    expect(onlyRun(repository, sha).status).toBe('in_progress');
    await expect(stage().check(repository, number, { isLastTry: true })).rejects.toThrow(/502/);
    expect(onlyRun(repository, sha)).toMatchObject({ status: 'completed', conclusion: 'neutral' });
    expect(onlyRun(repository, sha).output.title).toBe('The roadmap could not be checked');
    fault.remove();
    await stage().check(repository, number);
    expect(
      stage()
        .runs(repository, number)
        .map(({ output }) => output.title),
    ).toEqual(['The roadmap could not be checked', '1 item added; 1 thing to look at']);
  });

  it('is concluded by the last try also where GitHub no longer gives the pull request', async () => {
    const repository = await lantern('unread');
    const number = stage().change(repository, withItems('Brass polish (#99)'));
    const sha = stage().sandbox.state.pullRequest(repository, number).head.sha;
    stage().sandbox.faults.add({ match: { graphql: /MilepostReferences/ }, action: 'secondary-limit' });
    await expect(stage().check(repository, number)).rejects.toBeInstanceOf(RetryAt);
    const fault = stage().sandbox.faults.add({
      match: { path: /\/pulls\// },
      action: { status: 500 },
      times: Infinity,
    });
    await expect(stage().check(repository, number, { isLastTry: true })).rejects.toThrow(/500/);
    fault.remove();
    expect(onlyRun(repository, sha)).toMatchObject({ status: 'completed', conclusion: 'neutral' });
  });

  it('is concluded where GitHub refuses', async () => {
    const repository = await lantern('refused');
    const number = stage().change(repository, withItems('Brass polish (#99)'));
    const sha = stage().sandbox.state.pullRequest(repository, number).head.sha;
    stage().sandbox.faults.add({
      match: { path: /\/commits$/ },
      action: { status: 403, body: { message: 'No.' } },
    });
    expect(await stage().check(repository, number)).toMatchObject({ state: 'skipped' });
    expect(onlyRun(repository, sha)).toMatchObject({ status: 'completed', conclusion: 'neutral' });
  });

  it('tells nothing of what was asked for', async () => {
    const repository = await lantern('silent');
    const number = stage().change(repository, withItems('Brass polish (example-org/vault#3)'));
    const sha = stage().sandbox.state.pullRequest(repository, number).head.sha;
    const broken = stage().tools(repository);
    const { runCheck } = await import('../../../src/jobs/check/check-pull.ts');
    const reader = { ...broken.reader, read: () => Promise.reject(new Error('example-org/vault#3 is too much')) };
    await expect(runCheck(stage().request(repository, number), { ...broken, reader })).rejects.toThrow('too much');
    expect(onlyRun(repository, sha)).toMatchObject({ status: 'completed', conclusion: 'neutral' });
    expect(onlyRun(repository, sha).output.summary).not.toContain('vault');
  });

  it('ends what was begun on an older head, and checks the newer one', async () => {
    const repository = await lantern('superseded');
    const number = stage().change(repository, withItems('Brass polish (#99)'));
    const old = stage().sandbox.state.pullRequest(repository, number).head.sha;
    stage().sandbox.faults.add({ match: { graphql: /MilepostReferences/ }, action: 'secondary-limit' });
    await expect(stage().check(repository, number)).rejects.toBeInstanceOf(RetryAt);
    stage().sandbox.push(repository, { by: 'alice', branch: 'plan', message: 'Better', files: withItems('Brass') });
    expect(await stage().check(repository, number, { headOid: old })).toMatchObject({ conclusion: 'success' });
    expect(onlyRun(repository, old)).toMatchObject({ status: 'completed', conclusion: 'cancelled' });
    expect(onlyRun(repository, stage().sandbox.state.pullRequest(repository, number).head.sha).conclusion).toBe(
      'success',
    );
  });

  it('ends what was begun where the change is taken back, or the pull request closed', async () => {
    for (const [name, end] of [
      ['taken-back', 'revert'],
      ['closed', 'close'],
    ] as const) {
      const repository = await lantern(name);
      const number = stage().change(repository, withItems('Brass polish (#99)'));
      const sha = stage().sandbox.state.pullRequest(repository, number).head.sha;
      stage().sandbox.faults.add({ match: { graphql: /MilepostReferences/ }, action: 'secondary-limit' });
      await expect(stage().check(repository, number)).rejects.toBeInstanceOf(RetryAt);
      const { people } = stage().sandbox;
      if (end === 'close') people.closePullRequest(repository, number, { by: 'alice' });
      else {
        const files = { 'ROADMAP.md': ROADMAP, 'README.md': 'Lamps.\n' };
        stage().sandbox.push(repository, { by: 'alice', branch: 'plan', message: 'Back', files });
      }
      expect(await stage().check(repository, number)).toMatchObject({ state: 'skipped' });
      expect(onlyRun(repository, sha)).toMatchObject({ status: 'completed', conclusion: 'cancelled' });
    }
  });

  it('takes the list of files where the commits cannot be compared', async () => {
    const repository = await lantern('incomparable');
    const number = stage().change(repository, withItems('Brass polish (#99)'));
    gone(/\/compare\//);
    expect(await stage().check(repository, number)).toMatchObject({ state: 'checked' });
    expect(
      onlyRun(repository, stage().sandbox.state.pullRequest(repository, number).head.sha).output.summary,
    ).toContain('Brass polish');
  });

  it('concludes that nothing was checked where the head vanished', async () => {
    const repository = await lantern('headless');
    const number = stage().change(repository, withItems('Brass polish (#99)'));
    gone(/\/compare\//);
    gone(/\/pulls\/\d+\/files/);
    expect(await stage().check(repository, number)).toMatchObject({ state: 'checked', conclusion: 'neutral' });
    expect(
      onlyRun(repository, stage().sandbox.state.pullRequest(repository, number).head.sha).output.summary,
    ).toContain('not there any more');
  });

  it('says nothing of a pull request that vanished', async () => {
    const repository = await lantern('vanished');
    const number = stage().change(repository, withItems('Brass polish (#99)'));
    expect(await stage().check(repository, 77, { headOid: 'a'.repeat(40) })).toEqual({
      state: 'skipped',
      why: 'the pull request is gone',
    });
    expect(stage().runs(repository, number)).toEqual([]);
  });
});
