/** Three years of the roadmap of Lantern, an invented photo library. */
import type { History } from '../../../src/roadmap/history/history.ts';
import { lives } from '../../../src/roadmap/history/lives.ts';
import { parse } from '../../../src/roadmap/parse.ts';

const AUTHORS = ['alice', 'bob', 'lantern bot'];

/** A History of these texts, each a day `YYYY-MM-DD`; null where the file was removed. */
export function historyOf(texts: Record<string, string | null>, file = 'ROADMAP.md'): History {
  const repo = 'lanternhq/lantern';
  return lives(
    Object.entries(texts).map(([day, text], index) => ({
      commit: (index + 1).toString(16).padStart(2, '0').repeat(20),
      committedAt: `${day}T09:30:00Z`,
      author: AUTHORS[index % AUTHORS.length]!,
      path: file,
      text,
      roadmap: text === null ? null : parse(text, { file, repo, host: 'github.com', asOf: day }),
    })),
  );
}

const table = (rows: string[]): string =>
  [
    '# Lantern roadmap',
    '',
    '| Item | Timeline | Status |',
    '| --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
    '',
  ].join('\n');

export const lanternHistory = (): History =>
  historyOf({
    '2023-02-06': table([
      'Resumable uploads | Q2 2023 | planned',
      'Deduplicate by content | Q3 2023 | planned',
      'Encrypted albums | Q4 2023 | planned',
      'Face grouping on the device | H2 2023 | planned',
      'Import from memory cards | Later | planned',
      'Printed photo books | Q4 2023 | planned',
    ]),
    '2023-07-03': table([
      'Resumable uploads | Q2 2023 | done',
      'Deduplicate by content | Q4 2023 | in progress',
      'Encrypted albums | Q2 2024 | planned',
      'Face grouping on the device | H1 2024 | planned',
      'Import from memory cards | Later | planned',
      'Printed photo books | Q4 2023 | planned',
      'Album covers | Q1 2024 | planned',
    ]),
    '2024-01-15': table([
      'Resumable uploads | Q2 2023 | done',
      'Deduplicate by content | Q1 2024 | in progress',
      'Encrypted albums | Q4 2024 | planned',
      'Face grouping on the device | H1 2024 | planned',
      'Import from memory cards | Later | planned',
      'Album covers | Q1 2024 | in progress',
      'Keyboard shortcuts | Q3 2024 | planned',
      'Map of all places | 2024 | planned',
    ]),
    '2024-05-20': table([
      'Resumable uploads | Q2 2023 | done',
      'Deduplicate by content | Q1 2024 | done',
      'Encrypted albums | Q4 2024 | in progress',
      'Face grouping on the device | 2025 | planned',
      'Import from memory cards | Later | planned',
      'Album covers | Q1 2024 | done',
      'Keyboard shortcuts | Q2 2024 | planned',
      'Map of all places | 2024 | planned',
      'Shared albums | Q1 2025 | planned',
    ]),
    '2025-01-13': table([
      'Resumable uploads | Q2 2023 | done',
      'Deduplicate by content | Q1 2024 | done',
      'Encrypted albums | Q2 2025 | in progress',
      'Face grouping on the device | 2025 | in progress',
      'Import from memory cards | Later | dropped',
      'Album covers | Q1 2024 | done',
      'Keyboard shortcuts | Q2 2024 | done',
      'Shared albums | Q3 2025 | planned',
      'Subtitles for videos | Q4 2025 | planned',
    ]),
    '2025-09-01': table([
      'Encrypted albums | Q1 2026 | in progress',
      'Face grouping on the device | 2025 | in progress',
      'Import from memory cards | Later | dropped',
      'Shared albums | Q3 2025 | done',
      'Subtitles for videos | Q2 2026 | planned',
      'Timeline of a life | Later | planned',
    ]),
  });
