import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { REASONS } from '../../../src/roadmap/classify/reasons.ts';
import { explain } from '../../../src/roadmap/parse.ts';

const reader = new URL('../../../src/roadmap/', import.meta.url);
const answering = readdirSync(reader, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('classify/reasons.ts'))
  .map((path) => readFileSync(new URL(path, reader), 'utf8'))
  .join('\n');

const context = { file: 'ROADMAP.md', repo: 'example-org/lantern', host: 'github.com', asOf: '2026-07-01' };
const signalsOf = (text: string): string[] => explain(text, context).lines.map(({ signal }) => signal);

describe('the table of signals', () => {
  it('has none that nobody answers with', () => {
    expect(answering).not.toBe('');
    expect(Object.keys(REASONS).filter((signal) => !answering.includes(`'${signal}'`))).toEqual([]);
  });

  // Rare in the roadmaps of the world, so that no other test would miss them.
  it.each([
    ['definitions-list', '## Plan\n\n- PA = Product architect\n- QA = Quality assurance\n\n## Next\n\n- Add a wick\n'],
    ['roadmaps-list', '## Plan\n\n- [Roadmap 2024](2024.md)\n- [Roadmap 2023](2023.md)\n\n## Next\n\n- Add a wick\n'],
    [
      'rules-list',
      '- One box, one work\n- Oldest first\n\n## Next\n\n- [ ] Add a wick\n- [ ] Add a lid\n- [ ] Oil\n- [ ] Glass\n',
    ],
    ['cycle-table', '| Phase | Duration |\n|---|---|\n| Build | 2 weeks |\n| Test | 1 week |\n'],
    ['change-log-table', '| Date | Changes |\n|---|---|\n| 2026-01-01 | First |\n'],
  ])('answers with %s', (signal, text) => {
    expect(signalsOf(`# Plans\n\n${text}`)).toContain(signal);
  });
});
