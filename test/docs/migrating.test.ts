/** What docs/migrating.md says that becomes of its file is what becomes of it. */
import { describe, expect, it } from '@jest/globals';
import { pageAt } from './pages.ts';
import { openStage } from './stage.ts';

describe('the story of docs/migrating.md', () => {
  it('ends with the file that it shows', async () => {
    const [before, after] = pageAt('docs/migrating.md').blocks.filter(({ language }) => language === 'markdown');
    const stage = await openStage();
    try {
      stage.write('ROADMAP.md', `${before!.text}\n`);
      const { err } = await stage.milepost(['apply', 'octo/anchor']);
      expect(err).toBe('');
      expect(stage.fileOf('octo/anchor', 'ROADMAP.md', 'milepost/roadmap')).toBe(`${after!.text}\n`);
    } finally {
      await stage.close();
    }
  });
});
