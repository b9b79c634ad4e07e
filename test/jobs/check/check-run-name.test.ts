import { describe, expect, it } from '@jest/globals';
import { checkRunName, pullOfCheckRun } from '../../../src/jobs/check/check-run-name.ts';

describe('the name of a check run', () => {
  it('leads back to its pull request', () => {
    const name = checkRunName({ kind: 'pull', number: 12 });
    expect([name, `${name}:0f3c`].map(pullOfCheckRun)).toEqual([12, 12]);
  });

  it.each([checkRunName({ kind: 'group' }), 'pull:', 'pull:0', 'pull:12x', 'xpull:12', '', null, undefined])(
    'names no pull request where it is %j',
    (name) => expect(pullOfCheckRun(name)).toBeNull(),
  );
});
