import { describe, expect, it, jest } from '@jest/globals';
import type { GitHubClient } from '../../../src/github/client.ts';
import { runCheck, type CheckTools } from '../../../src/jobs/check/check-pull.ts';
import type { CheckMemory } from '../../../src/jobs/memory/memory.ts';
import { usePullStage } from './pull-stage.ts';

jest.setTimeout(90_000);

/** Sixty findings, for two batches of annotations, that cost no request. */
const ITEMS = '- Brass polish\n'.repeat(61);
const ROADMAP = '# Roadmap\n\n## Later\n\n- Oil gauge\n';

const stage = usePullStage();

/** Steps after which the process ends: each is done, or not, and nothing ever follows. */
class Death {
  readonly died: Promise<void>;
  #left: number;
  #die: () => void = () => undefined;
  readonly #isDone: boolean;

  constructor(after: number, isDone: boolean) {
    this.#left = after;
    this.#isDone = isDone;
    this.died = new Promise((resolve) => {
      this.#die = resolve;
    });
  }

  async step<Result>(act: () => Promise<Result>): Promise<Result> {
    this.#left -= 1;
    if (this.#left > 0) return act();
    if (this.#left === 0 && this.#isDone) await act();
    this.#die();
    return new Promise<never>(() => undefined);
  }

  client(client: GitHubClient): GitHubClient {
    return {
      ...client,
      rest: (...asked) => this.step(() => client.rest(...asked)),
      graphql: (...asked) => this.step(() => client.graphql(...asked)),
    };
  }

  memory(checks: CheckMemory): CheckMemory {
    return {
      latest: () => Promise.resolve(null),
      mayHaveForgotten: () => Promise.resolve(false),
      find: (oid) => checks.find(oid),
      begin: (oid, digest) => this.step(() => checks.begin(oid, digest)),
      written: (oid, digest, id) => this.step(() => checks.written(oid, digest, id)),
    };
  }
}

function mortal(tools: CheckTools, death: Death): CheckTools {
  const { memory } = tools;
  return {
    ...tools,
    client: (mode) => death.client(tools.client(mode)),
    memory: { ...memory, checks: death.memory(memory.checks!) },
  };
}

describe('a process that is killed', () => {
  it.each([['before it is done', false] as const, ['after it was done', true] as const])(
    'at any request or note, %s, leaves one run, which the next try concludes',
    async (_when, isDone) => {
      for (let step = 1; ; step += 1) {
        const repository = stage().repository(`killed-${isDone}-${step}`, { 'ROADMAP.md': ROADMAP });
        const number = stage().change(repository, { 'ROADMAP.md': `${ROADMAP}${ITEMS}` });
        const request = stage().request(repository, number);
        const death = new Death(step, isDone);
        const ended = runCheck(request, mortal(stage().tools(repository), death)).then(() => 'lived' as const);
        const outcome = await Promise.race([ended, death.died]);
        await stage().check(repository, number);
        const runs = stage().runs(repository, number);
        expect([step, runs.map(({ status, annotations }) => [status, annotations.length])]).toEqual([
          step,
          [['completed', 60]],
        ]);
        if (outcome === 'lived') {
          expect(step).toBeGreaterThan(12);
          return;
        }
      }
    },
  );

  it('is followed by a check of the newer head, and the older run is concluded too', async () => {
    const repository = stage().repository('killed-then-pushed', { 'ROADMAP.md': ROADMAP });
    const number = stage().change(repository, { 'ROADMAP.md': `${ROADMAP}${ITEMS}` });
    const old = stage().headOf(repository, number);
    // The ninth step: the run has been begun.
    const death = new Death(9, true);
    void runCheck(stage().request(repository, number), mortal(stage().tools(repository), death));
    await death.died;
    expect(
      stage()
        .sandbox.state.checkRuns(repository, old)
        .map(({ status }) => status),
    ).toEqual(['in_progress']);
    stage().sandbox.push(repository, {
      by: 'alice',
      branch: 'plan',
      message: 'Less',
      files: { 'ROADMAP.md': `${ROADMAP}- Wick\n` },
    });
    await stage().check(repository, number);
    const { state } = stage().sandbox;
    expect(state.checkRuns(repository, old).map(({ conclusion }) => conclusion)).toEqual(['cancelled']);
    expect(
      stage()
        .runs(repository, number)
        .map(({ conclusion }) => conclusion),
    ).toEqual(['success']);
  });
});
