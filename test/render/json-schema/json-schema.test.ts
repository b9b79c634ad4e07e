import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { rules } from '../../../src/plan/rules.ts';
import type { SyncReport } from '../../../src/plan/report.ts';
import { defaultPolicy } from '../../../src/policy/defaults.ts';
import { jsonSchema, SCHEMA_NAMES } from '../../../src/render/json-schema/json-schema.ts';
import type { SchemaName } from '../../../src/render/json-schema/json-schema.ts';
import { historyJson } from '../../../src/render/history/history-json.ts';
import { planJson } from '../../../src/render/plan-json.ts';
import { roadmapJson } from '../../../src/render/roadmap-json.ts';
import { item, problem, reference, roadmap, section, target } from '../../plan/builders.ts';
import { historyOf, lanternHistory } from '../history/sample-history.ts';
import { syncReport } from '../sample-project.ts';
import { applied, planned, quiet } from '../terminal-project.ts';

const ruleIds = rules.map(({ id }) => id);
const validators = new Map(
  SCHEMA_NAMES.map((name) => [
    name,
    new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(jsonSchema(name, ruleIds)),
  ]),
);

/** What the schema has against a value, as it is after a round through JSON. */
function faults(name: SchemaName, value: unknown): unknown {
  const validate = validators.get(name)!;
  return validate(JSON.parse(JSON.stringify(value))) ? null : validate.errors;
}

const rich = roadmap(
  [
    item('Faster start', 3, { references: ['#12', 'acme/sail/milestone/3'], target: target('1.7.0'), areas: ['CLI'] }),
    item('Cache', 4, {
      parent: 0,
      status: 'done',
      target: target('2026-01-31', { milestone: reference('acme/anchor/milestone/2') }),
    }),
    item('Themes', 5, { placeholder: true }),
  ],
  {
    repo: null,
    title: null,
    lastUpdated: { text: 'May', date: null, line: 1, range: problem('mojibake', 1).range },
    sections: [section('Plans', 1, 9, { target: target('Later'), status: 'slipped' })],
    problems: [problem('mojibake', 2, { suggestion: '→' })],
  },
);

describe('the JSON Schema of roadmaps', () => {
  it('accepts what is printed', () => {
    expect(faults('roadmap', roadmapJson(rich))).toBeNull();
    expect(faults('roadmap', roadmapJson(roadmap([])))).toBeNull();
  });

  it('describes exactly the keys that are printed', () => {
    const printed = roadmapJson(rich) as unknown as Record<string, unknown>;
    for (const key of Object.keys(printed)) expect(faults('roadmap', { ...printed, [key]: undefined })).not.toBeNull();
    expect(faults('roadmap', { ...printed, more: 1 })).not.toBeNull();
  });

  it('prints items with the keys of the published format, in their order', () => {
    expect(Object.keys(roadmapJson(rich).items[0]!)).toEqual([
      'id',
      'line',
      'endLine',
      'title',
      'description',
      'path',
      'parent',
      'status',
      'target',
      'areas',
      'references',
      'placeholder',
      'untracked',
    ]);
    expect(roadmapJson(rich).items[0]!.references[0]).toEqual({
      kind: 'issue',
      owner: 'acme',
      repo: 'anchor',
      number: 12,
      line: 3,
      text: '#12',
    });
    expect(roadmapJson(rich).items[1]!.target).toMatchObject({
      text: '2026-01-31',
      kind: 'timeframe',
      milestone: { kind: 'milestone', number: 2 },
    });
  });
});

const refused = (): SyncReport => {
  const report = applied();
  report.roadmaps[0]!.outcomes[0]!.outcome = { state: 'refused', reason: 'locked' };
  report.roadmaps[0]!.outcomes.pop();
  return report;
};

describe('the JSON Schema of plans', () => {
  const wrong = syncReport([], {
    mode: null,
    policyProblems: [{ file: 'f', key: 'mode', line: 1, column: 1, message: 'm' }],
    searched: ['ROADMAP.md'],
  });

  it.each<[string, SyncReport]>([
    ['a plan', planned()],
    ['what was applied', applied()],
    ['what was refused or not tried', refused()],
    ['nothing to do', quiet()],
    ['a wrong configuration', wrong],
  ])('accepts %s', (_, report) => {
    expect(faults('plan', planJson(report))).toBeNull();
  });

  it('refuses what is not printed', () => {
    expect(faults('plan', { ...planJson(planned()), commit: 1 })).not.toBeNull();
    expect(faults('plan', {})).not.toBeNull();
  });

  it('is the same bytes for the same plan, however many requests it took', () => {
    const other = { ...planned(), requests: { graphql: 9, rest: 9 } };
    expect(JSON.stringify(planJson(other))).toBe(JSON.stringify(planJson(planned())));
  });
});

describe('the JSON Schema of histories', () => {
  const told = historyJson(lanternHistory());
  const stamp = { commit: 'a'.repeat(40), committedAt: '2024-01-01T00:00:00Z', author: null };

  it('accepts what is printed', () => {
    expect(faults('history', told)).toBeNull();
    expect(faults('history', historyJson(historyOf({})))).toBeNull();
    expect(faults('history', { ...told, skipped: [{ ...stamp, message: 'not UTF-8' }] })).toBeNull();
  });

  it('describes exactly the keys that are printed', () => {
    for (const key of Object.keys(told)) expect(faults('history', { ...told, [key]: undefined })).not.toBeNull();
    const [life] = told.lives;
    for (const key of Object.keys(life!))
      expect(faults('history', { ...told, lives: [{ ...life!, [key]: undefined }] })).not.toBeNull();
    expect(faults('history', { ...told, lives: [{ ...life!, more: 1 }] })).not.toBeNull();
  });
});

describe('the JSON Schema of the configuration', () => {
  it.each<[string, unknown]>([
    ['the defaults', defaultPolicy],
    ['nothing', {}],
    ['empty maps', { limits: null, rules: null }],
    [
      'every kind of value',
      {
        mode: 'plan',
        roadmaps: [{ path: 'a.md', project: 4 }],
        board: { columns: { done: ['Shipped'] } },
        rules: { overdue: 'off' },
      },
    ],
  ])('accepts %s', (_, value) => {
    expect(faults('policy', value)).toBeNull();
  });

  it.each<[string, unknown]>([
    ['an unknown key', { colour: 'red' }],
    ['an unknown rule', { rules: { nothing: 'off' } }],
    ['a wrong word', { mode: 'on' }],
    ['a negative number', { limits: { comments: -1 } }],
  ])('refuses %s', (_, value) => {
    expect(faults('policy', value)).not.toBeNull();
  });

  it('describes every key, and gives its default', () => {
    interface Node {
      description?: string;
      default?: unknown;
      properties?: Record<string, Node>;
      anyOf?: Node[];
    }
    const undescribed: string[] = [];
    const visit = (node: Node, path: string): void => {
      const properties = node.properties ?? node.anyOf?.find((each) => each.properties !== undefined)?.properties ?? {};
      for (const [key, child] of Object.entries(properties)) {
        if (child.description === undefined) undescribed.push(`${path}${key}`);
        visit(child, `${path}${key}.`);
      }
    };
    const schema = jsonSchema('policy', ruleIds) as Node;
    visit(schema, '');
    expect(undescribed).toEqual([]);
    expect(schema.properties?.['mode']?.default).toBe('apply');
    expect(Object.keys(schema.properties ?? {})).toEqual(Object.keys(defaultPolicy));
  });
});
