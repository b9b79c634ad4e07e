/** Views of a project that says hostile things wherever it may say anything. */
import type { RoadmapView, ViewMove, ViewTarget } from '../../src/plan/view/view.ts';
import { item, view } from './picture/views.ts';

const targetOf = (text: string, quarter: number): ViewTarget => ({
  text: `Q${quarter} ${text}`,
  kind: 'timeframe',
  start: `2026-0${quarter * 3 - 2}-01`,
  end: `2026-0${quarter * 3}-28`,
});

/** One for each text: two sections, an item that slipped, and findings of the file and of an item. */
export const hostileViews = (texts: readonly string[]): RoadmapView[] =>
  texts.map((text) => {
    const move: ViewMove = { from: targetOf(text, 1), to: targetOf(text, 2), on: '2026-03-01', isSlip: true };
    return view(
      [
        item({ title: text, description: text, path: [text], areas: [text], target: targetOf(text, 2), moves: [move] }),
        item({
          id: '1111111111',
          line: 9,
          title: 'Another',
          path: ['Other'],
          column: text,
          references: [{ kind: 'issue', label: text, url: null, title: text, state: 'open' }],
        }),
      ],
      {
        title: text,
        lastUpdated: text,
        findings: [
          { rule: 'overdue', severity: 'warning', line: 3, message: text, item: '0123456789' },
          { rule: 'no-items', severity: 'info', line: 1, message: text, item: null },
        ],
      },
    );
  });
