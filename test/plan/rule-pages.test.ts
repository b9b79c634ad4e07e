/** The pages under docs/rules: one a rule, true to it, each with an example that the rule really speaks up about. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Agreed, Finding } from '../../src/plan/model.ts';
import { lint } from '../../src/plan/lint.ts';
import { rules } from '../../src/plan/rules.ts';
import { decode } from '../../src/roadmap/decode.ts';
import type { Roadmap } from '../../src/roadmap/model.ts';
import { parse } from '../../src/roadmap/parse.ts';
import { expectWritten } from '../docs/written.ts';
import {
  base,
  baseItem,
  board,
  card,
  linesOf,
  closed,
  found,
  milestone,
  NOW,
  observation,
  planFor,
  policy,
  repository,
  roadmap,
} from './builders.ts';

const folder = new URL('../../docs/rules/', import.meta.url);
const pageOf = (id: string): string => readFileSync(new URL(`${id}.md`, folder), 'utf8');
const exampleOf = (id: string): string => /```markdown\n([^]*?)```/.exec(pageOf(id))![1]!;
const read = (text: string): Roadmap =>
  parse(text, { file: 'ROADMAP.md', repo: 'acme/anchor', host: 'github.com', asOf: '2026-07-01' });

/** Holds the page's part “What it says” to what the rule says of the page's example; with WRITE_DOCS=1 it is written. */
function expectSaid(id: string, findings: readonly Finding[]): void {
  const said = findings.filter(({ rule }) => rule === id).map(({ range, message }) => `line ${range.line}: ${message}`);
  const part = `## What it says\n\n\`\`\`text\n${said.join('\n')}\n\`\`\`\n\n`;
  const page = pageOf(id).replace(/^## What it says\n[^]*?(?=^## )/m, '');
  expectWritten(
    `docs/rules/${id}.md`,
    page.replace('## What to do\n', () => `${part}## What to do\n`),
  );
  expect(said.length).toBeGreaterThan(0);
}

const absent = (reason: 'absent' | 'forbidden' | 'user-owned') =>
  observation({ board: { state: 'absent', reason, named: '4' } });

/** As the pages of the rules about the board say. */
const withBoard = { roadmaps: [{ path: 'ROADMAP.md', project: 4 }] };
const onBoard = (issue: ReturnType<typeof found>, column: string): ReturnType<typeof observation> =>
  observation({
    board: board(),
    references: { '#12': { ...issue, nodeId: 'I_12', card: card({ status: column }) } },
  });

const agreedOn = (column: string, issue: 'open' | 'done'): Agreed => ({
  revision: 1,
  card: { board: 'acme/4', issue: 'acme/anchor#12' },
  status: { revision: 1, on: '2026-11-01', roadmap: 'planned', issue, column },
});

/** What the pages say in words of GitHub, and the line of the finding. */
const seen: Record<
  string,
  {
    observed: ReturnType<typeof observation>;
    line: number;
    policy?: ReturnType<typeof policy>;
    /** What roadmap, issue and board agreed on before. */
    agreed?: Agreed;
  }
> = {
  'board-missing-field': {
    observed: observation({ board: board() }),
    policy: policy({ ...withBoard, board: { ...policy().board, date_field: 'Due' } }),
    line: 1,
  },
  'board-unknown-option': {
    observed: observation({ board: board() }),
    policy: policy({ ...withBoard, board: { ...policy().board, columns: { done: ['Live'] } } }),
    line: 1,
  },
  'card-removed': {
    observed: observation({ board: board(), references: { '#12': found('#12', { nodeId: 'I_12', card: null }) } }),
    agreed: agreedOn('Todo', 'open'),
    line: 5,
  },
  'column-mismatch': { observed: onBoard(found('#12'), 'Done'), line: 5 },
  conflict: { observed: onBoard(closed('#12'), 'In Progress'), agreed: agreedOn('Todo', 'open'), line: 5 },
  overdue: { observed: observation({ references: { '#12': found('#12') } }), line: 5 },
  'closed-not-done': { observed: observation({ references: { '#12': closed('#12') } }), line: 5 },
  'done-not-closed': { observed: observation({ references: { '#12': found('#12') } }), line: 5 },
  'dropped-not-closed': { observed: observation({ references: { '#12': found('#12') } }), line: 5 },
  'archived-card': {
    observed: observation({
      board: board(),
      references: { '#12': found('#12', { nodeId: 'I_12', card: card({}, { archived: true }) }) },
    }),
    line: 5,
  },
  'board-closed': { observed: observation({ board: board({ closed: true }) }), line: 3 },
  'board-forbidden': { observed: absent('forbidden'), line: 1 },
  'board-hidden': { observed: absent('user-owned'), line: 1 },
  'board-not-found': { observed: absent('absent'), line: 1 },
  'broken-reference': { observed: observation({ references: { '#1200000': { state: 'missing' } } }), line: 5 },
  'moved-reference': {
    observed: observation({
      references: { '#12': { ...found('acme/sail#3'), moved: true } },
      repositories: [repository('sail')],
    }),
    line: 5,
  },
  'milestone-mismatch': {
    observed: observation({
      references: { '#12': found('#12', { milestone: milestone(1, '1.7.0') }) },
      milestones: [milestone(1, '1.7.0'), milestone(2, '1.8.0')],
    }),
    line: 5,
  },
  'unknown-milestone': { observed: observation({ milestones: [milestone(1, '1.7.0')] }), line: 3 },
  'private-reference': {
    observed: observation({ references: { 'acme/vault#12': { state: 'hidden' } }, repositories: ['acme/vault'] }),
    line: 5,
  },
};

/** Lines on which the rules that need no GitHub speak up about their own example. */
const linesInFile: Record<string, number[]> = {
  placeholder: [7],
  'link-text-mismatch': [5],
  'duplicate-item': [6],
  'unreferenced-item': [6],
  'detached-row': [9],
  'unreadable-timeframe': [8],
  mojibake: [5],
  'stale-last-updated': [3],
  'no-items': [1],
  'broken-hatch': [6],
  'unknown-section': [1],
};

describe('the pages of the rules', () => {
  it('are one a rule, and no more', () => {
    expect(readdirSync(folder).toSorted()).toEqual(rules.map(({ id }) => `${id}.md`).toSorted());
    expect(rules.map(({ id }) => id)).toEqual(rules.map(({ id }) => id).toSorted());
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))(
    '%s tells its severity, its needs and how to switch it off',
    (id, rule) => {
      const page = pageOf(id);
      expect(page).toContain(`# ${id}\n`);
      expect(page).toContain(`**Severity**: ${rule.severity}.`);
      expect(page.includes('Needs GitHub')).toBe(rule.needs === 'github');
      expect(page).toContain(`  ${id}: off`);
    },
  );

  it.each(Object.entries(linesInFile))('%s has an example that triggers it in the file alone', (id, lines) => {
    // Only the page that says so speaks of a configuration.
    const sections = { include: [], exclude: id === 'unknown-section' ? ['Wild ideas'] : [] };
    const findings = lint(read(exampleOf(id)), policy({ sections }), NOW);
    expect(linesOf({ findings }, id)).toEqual(lines);
    expectSaid(id, findings);
  });

  it.each(Object.entries(seen))(
    '%s has an example that triggers it with what GitHub says',
    (id, { observed, line, policy: configured = policy(withBoard), agreed }) => {
      const desired = read(exampleOf(id));
      const known = agreed === undefined ? null : base(...desired.items.map((item) => baseItem(item, { agreed })));
      const plan = planFor([], { desired, observed, policy: configured, base: known });
      expect(linesOf(plan, id)).toEqual([line]);
      expectSaid(id, plan.findings);
    },
  );

  it('unreadable-file has an example that cannot be read', () => {
    const reading = decode(Buffer.from(exampleOf('unreadable-file'), 'latin1'), 'ROADMAP.md');
    if (!('problem' in reading)) throw new Error('It was read.');
    const findings = lint(roadmap([], { problems: [reading.problem] }), policy(), NOW);
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['unreadable-file', 'error']]);
    expectSaid('unreadable-file', findings);
  });

  it('all have an example here', () => {
    expect([...Object.keys(seen), ...Object.keys(linesInFile), 'unreadable-file'].toSorted()).toEqual(
      rules.map(({ id }) => id),
    );
  });
});
