/** Views for the tests of pages: of a roadmap's text, and made of words alone. */
import type { RoadmapView, ViewItem } from '../../../src/plan/view/view.ts';
import { parse } from '../../../src/roadmap/parse.ts';
import type { Visit } from '../../../src/render/page/visit.ts';
import type { Pictures } from '../../../src/render/page/pictures.ts';
import { item } from '../picture/views.ts';

export const NOW = '2026-01-20T10:00:00Z';
export const REPOSITORY = 'example-org/lantern';
export const RULES_URL = 'https://example.org/milepost/docs/rules';

export const NOBODY: Visit = { person: null, signIn: null, signOut: null, home: '/' };
export const NO_PICTURES: Pictures = { timeline: () => '', slips: () => '' };

/** What a view says of a file that GitHub was not asked about. */
export function viewOfText(text: string, repo: string = REPOSITORY): RoadmapView {
  const roadmap = parse(text, { file: 'ROADMAP.md', repo, host: 'github.com', asOf: '2026-01-20' });
  return {
    ...viewWith([]),
    repo,
    title: roadmap.title,
    lastUpdated: roadmap.lastUpdated?.text ?? null,
    sections: roadmap.sections.map(({ title, path, line, level }) => ({ title, path, line, level, target: null })),
    items: roadmap.items.map(({ id, line, endLine, title, description, path, parent, status, areas, ...item }) => ({
      id,
      line,
      endLine,
      title,
      description,
      path,
      parent,
      status,
      areas,
      target: item.target,
      references: item.references.map(({ kind, owner, repo: name, number }) => ({
        kind,
        label: `${owner}/${name}` === repo ? `#${number}` : `${owner}/${name}#${number}`,
        url: `https://github.com/${owner}/${name}/issues/${number}`,
        title: null,
        state: null,
      })),
      column: null,
      moves: [],
    })),
    findings: roadmap.problems.map(({ rule, message, line }) => ({
      rule,
      message,
      line,
      severity: 'warning',
      item: null,
    })),
  };
}

export const viewWith = (items: readonly Partial<ViewItem>[], changes: Partial<RoadmapView> = {}): RoadmapView => ({
  version: 1,
  repo: REPOSITORY,
  file: 'ROADMAP.md',
  title: 'Roadmap',
  lastUpdated: null,
  serverUrl: 'https://github.com',
  ref: 'main',
  committedOn: '2026-01-15',
  isObserved: true,
  sections: [],
  items: items.map((item, index) => itemWith({ id: `item-${index}`, line: index + 1, ...item })),
  findings: [],
  ...changes,
});

export const itemWith = (changes: Partial<ViewItem>): ViewItem =>
  item({ id: 'item-1', title: 'Faster start', ...changes });
