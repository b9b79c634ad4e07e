/** A view of so many items as a large project has them: sections, targets, references with states, slips, descriptions. */
const SECTION_ITEMS = 50;
const STATUSES = ['planned', 'in-progress', 'slipped', 'done', 'dropped', 'planned', 'done', 'done'];
const VERBS = ['Support', 'Rework', 'Document', 'Measure', 'Simplify', 'Replace', 'Test', 'Publish'];
const THINGS = [
  'the importer',
  'nightly builds',
  'keyboard shortcuts',
  'the cache',
  'error messages',
  'plugins',
  'exports',
];

const day = (month) => `${2025 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
const quarter = (number) => ({
  text: `Q${(number % 4) + 1} ${2025 + Math.floor(number / 4)}`,
  kind: 'timeframe',
  start: day(number * 3),
  end: day(number * 3 + 2),
});

export function viewOfItems(count) {
  const items = Array.from({ length: count }, (_, index) => {
    const target = quarter(index % 8);
    const what = `${VERBS[index % VERBS.length]} ${THINGS[index % THINGS.length]}, part ${index + 1}`;
    return {
      id: `item-${index}`,
      line: index + 5,
      endLine: index + 5,
      title: what,
      description: index % 3 === 0 ? `So that people who ${what.toLowerCase()} need not do it by hand every week.` : '',
      path: [`Theme ${Math.floor(index / SECTION_ITEMS) + 1}`],
      parent: null,
      status: STATUSES[index % STATUSES.length],
      areas: index % 4 === 0 ? ['CLI'] : [],
      target,
      references: [
        {
          kind: 'issue',
          label: `#${index + 1}`,
          url: `https://github.com/example-org/lantern/issues/${index + 1}`,
          title: what,
          state: index % 2 === 0 ? 'open' : 'done',
        },
      ],
      column: 'Doing',
      moves: index % 5 === 0 ? [{ from: quarter((index + 7) % 8), to: target, on: day(index % 20), isSlip: true }] : [],
    };
  });
  return {
    version: 1,
    repo: 'example-org/lantern',
    file: 'ROADMAP.md',
    title: 'Roadmap of Lantern',
    lastUpdated: null,
    serverUrl: 'https://github.com',
    ref: 'main',
    committedOn: '2026-01-20',
    isObserved: true,
    sections: Array.from({ length: Math.ceil(count / SECTION_ITEMS) }, (_, index) => ({
      title: `Theme ${index + 1}`,
      path: [],
      line: index * SECTION_ITEMS + 4,
      level: 2,
      target: null,
    })),
    items,
    findings: items
      .filter((_, index) => index % 40 === 0)
      .map(({ id, line }) => ({
        rule: 'overdue',
        severity: 'warning',
        line,
        message: 'The target has passed.',
        item: id,
      })),
  };
}
