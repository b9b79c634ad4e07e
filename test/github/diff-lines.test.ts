import { describe, expect, it } from '@jest/globals';
import { linesInDiff } from '../../src/github/diff-lines.ts';

describe('the lines in a diff', () => {
  it('are those of the new file, context included', () => {
    const patch =
      '@@ -1,3 +1,4 @@ Plans\n one\n-two\n+zwei\n+drei\n four\n@@ -20 +21,2 @@\n-x\n+y\n+z\n\\ No newline at end of file';
    expect([...linesInDiff(patch)]).toEqual([1, 2, 3, 4, 21, 22]);
  });

  it('are none without a patch', () => {
    expect([...linesInDiff(null)]).toEqual([]);
  });
});
