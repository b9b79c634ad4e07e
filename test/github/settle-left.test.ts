import { afterEach, describe, expect, it } from '@jest/globals';
import { settleLeft } from '../../src/github/apply/settle-left.ts';
import { apply } from '../../src/github/apply.ts';
import type { Claim, Ledger } from '../../src/github/ledger.ts';
import { createMemoryLedger } from '../../src/github/memory-ledger.ts';
import type { LedgerRecord, Operation } from '../../src/plan/model.ts';
import { commentOf, noPause, openIssueOf, planOf, startLantern, textsOf, type Lantern } from './lantern.ts';

let lantern: Lantern;
afterEach(() => lantern.sandbox.close());

const roadmapOf = () => ({ owner: 'example-org', name: 'lantern', id: lantern.id, path: 'ROADMAP.md' });

/** A Ledger in which a killed process left these, and what it is told. */
function left(operations: Operation[], state: Claim = { state: 'recovering' }): { ledger: Ledger; told: string[] } {
  const told: string[] = [];
  const note = async (what: string): Promise<void> => void told.push(what);
  const records = operations.map((operation): [string, LedgerRecord] => [
    operation.key,
    { key: operation.key, kind: operation.kind, state: 'begun', result: null, operation },
  ]);
  const ledger: Ledger = {
    load: async () => new Map(records),
    begin: async () => state,
    release: ({ kind }) => note(`release ${kind}`),
    finish: ({ kind }, { number }) => note(`finish ${kind} with ${number}`),
    fail: ({ kind }) => note(`fail ${kind}`),
    wait: ({ kind }) => note(`wait ${kind}`),
  };
  return { ledger, told };
}

const settle = (ledger: Ledger, planned: Operation[] = []) =>
  settleLeft({
    client: lantern.client(),
    ledger,
    roadmap: roadmapOf(),
    planned: new Set(planned.map(({ key }) => key)),
  });

describe('what a killed process had begun and nobody asks for any more', () => {
  it('is closed with the issue and the comment that GitHub has', async () => {
    lantern = await startLantern();
    lantern.sandbox.people.openIssue('example-org/lantern', { title: 'Wick', by: 'alice' });
    const operations = [openIssueOf('a', lantern.id), commentOf(1, '2023', lantern.id)];
    const context = {
      client: lantern.client(),
      ledger: createMemoryLedger(),
      texts: textsOf(lantern.id),
      pause: noPause,
    };
    await apply(planOf(...operations), { ...context, roadmap: roadmapOf() });
    lantern.sandbox.state.clearRequests();
    const { ledger, told } = left(operations);
    expect(await settle(ledger)).toEqual([]);
    expect(told).toEqual(['finish open-issue with 2', 'finish comment-slip with 1']);
    expect(lantern.sandbox.state.writes()).toEqual([]);
  });

  it('is closed as failed where it had no effect', async () => {
    lantern = await startLantern();
    const { ledger, told } = left([openIssueOf('a', lantern.id), commentOf(1, '2023', lantern.id)]);
    expect(await settle(ledger)).toEqual([]);
    expect(told).toEqual(['fail open-issue', 'fail comment-slip']);
  });

  it('is left alone where the Plan still asks for it', async () => {
    lantern = await startLantern();
    const operation = openIssueOf('a', lantern.id);
    const { ledger, told } = left([operation]);
    expect(await settle(ledger, [operation])).toEqual([]);
    expect(told).toEqual([]);
  });

  it('is told as withheld where another process may still be at it', async () => {
    lantern = await startLantern();
    const operation = openIssueOf('a', lantern.id);
    const { ledger, told } = left([operation], { state: 'busy' });
    expect(await settle(ledger)).toMatchObject([{ operation, outcome: { state: 'withheld' } }]);
    expect(told).toEqual([]);
  });
});
