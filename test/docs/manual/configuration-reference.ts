/** Makes docs/configuration-reference.md of the schema that validates the configuration. */
import { stringify } from 'yaml';
import { rules } from '../../../src/plan/rules.ts';
import { readPolicy } from '../../../src/policy/read-policy.ts';
import { policyJsonSchema } from '../../../src/render/json-schema/json-schema-policy.ts';

/** The part of JSON Schema that the configuration's schema uses. */
interface Schema {
  type?: 'string' | 'integer' | 'boolean' | 'array' | 'object' | 'null';
  enum?: string[];
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  maxLength?: number;
  description?: string;
  default?: unknown;
  examples?: unknown[];
}

/** A key: where it stands (`limits.new_issues`, `roadmaps[].path`), and what the schema says of its value. */
export interface Key {
  path: string[];
  schema: Schema;
}

const ruleIds = rules.map(({ id }) => id);
const whole = policyJsonSchema(ruleIds) as Schema;

const INTRODUCTION = `<!-- Made of the schema of the configuration, src/policy/schema.ts. To write it anew: npm run docs -->

# Configuration reference

Every key of \`.github/milepost.yml\`: what it does, what it may be, its default, an example, and what Milepost says to a wrong value. All keys are
optional. [Configuration](configuration.md) tells where the file stands and how the organisation's and the repository's go together.

With a wrong value, or a key that is not here, nothing is written but that sentence, in the check run and in the terminal, with key and line.
\`milepost schema policy\` prints the same as JSON Schema, for editors.`;

export function configurationReference(): string {
  const parts = Object.entries(whole.properties ?? {}).flatMap(([name, schema]) =>
    name === 'rules' ? rulePart(schema) : partOf({ path: [name], schema }, 2),
  );
  return `${[INTRODUCTION, ...parts].join('\n\n')}\n`;
}

/** All keys that have a value of their own, the deepest. */
export function leaves(keys: readonly Key[] = [{ path: [], schema: whole }]): Key[] {
  return keys.flatMap((key) => (innerOf(key).length === 0 ? [key] : leaves(innerOf(key))));
}

function partOf(key: Key, level: number): string[] {
  const inner = innerOf(key);
  const { description = '', examples = [] } = key.schema;
  const heading = `${'#'.repeat(level)} ${pathOf(key)}`;
  const facts = [
    ...(isList(key.schema) || inner.length === 0 ? [`- **May be**: ${allowed(key.schema)}`] : []),
    ...('default' in key.schema ? [`- **Default**: ${inYaml(key.schema.default)}`] : []),
    ...(inner.length === 0 ? [`- **A wrong value**: ${wrongly(key)}`] : []),
  ];
  const example = examples.length === 0 ? [] : [fenced(written(key, examples[0]))];
  const own = [heading, inClear(description), ...(facts.length === 0 ? [] : [facts.join('\n')]), ...example];
  return [...own, ...inner.flatMap((each) => partOf(each, Math.min(level + 1, 4)))];
}

/** The keys within a map, or within the maps of a list. */
function innerOf({ path, schema }: Key): Key[] {
  const { properties, items } = valueOf(schema);
  const map = properties ?? items?.properties ?? {};
  const last = path.at(-1);
  const place = properties === undefined && last !== undefined ? [...path.slice(0, -1), `${last}[]`] : path;
  return Object.entries(map).map(([name, schema]) => ({ path: [...place, name], schema }));
}

/** What it is where it is not null. */
const valueOf = (schema: Schema): Schema => schema.anyOf?.find(({ type }) => type !== 'null') ?? schema;

const isList = (schema: Schema): boolean => valueOf(schema).type === 'array';

const pathOf = ({ path }: Key): string => path.join('.');

function allowed(schema: Schema): string {
  if (schema.anyOf !== undefined) return schema.anyOf.map(allowed).join(', or ');
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${value}\``).join(', ');
  switch (schema.type) {
    case 'boolean':
      return '`true`, `false`';
    case 'integer':
      return schema.minimum === undefined
        ? 'a whole number above 0'
        : `a whole number from ${schema.minimum} to ${schema.maximum?.toLocaleString('en')}`;
    case 'array':
      return `a list of ${schema.minItems === undefined ? 'at most' : `${schema.minItems} to`} ${schema.maxItems} of: ${allowed(schema.items ?? {})}`;
    case 'object':
      return `a map with ${Object.keys(schema.properties ?? {})
        .map((name) => `\`${name}\``)
        .join(' and ')}`;
    case 'null':
      return '`null`';
    default:
      return schema.maxLength === undefined ? 'text' : `text of 1 to ${schema.maxLength} characters`;
  }
}

/** The file that gives this key this value. */
export function written({ path }: Key, value: unknown): string {
  const tree = path.toReversed().reduce<unknown>((inner, name) => {
    if (!name.endsWith('[]')) return { [name]: inner };
    const fields = inner as Record<string, unknown>;
    return { [name.slice(0, -2)]: ['path' in fields ? fields : { path: 'ROADMAP.md', ...fields }] };
  }, value);
  return stringify(tree, { flowCollectionPadding: false }).trimEnd();
}

/** What Milepost really says to a value that no key of the kind may have. */
function wrongly(key: Key): string {
  const value = wrongValue(key.schema);
  const { problems } = readPolicy(
    { organisation: null, repository: { text: written(key, value), file: 'f' } },
    ruleIds,
  );
  const said = problems.map(({ message }) => message);
  if (said.length !== 1) throw new Error(`${pathOf(key)}: ${JSON.stringify(value)} gives ${said.length} problems.`);
  return `to ${inYaml(value)} it says “${said[0]}”`;
}

function wrongValue(schema: Schema): unknown {
  const { type, enum: choices, items } = valueOf(schema);
  if (choices !== undefined) return choices[0]!.slice(0, -1);
  if (type === 'integer') return -1;
  if (type === 'boolean') return 'sometimes';
  if (type === 'array') return items?.enum === undefined ? 7 : [items.enum[0]!.slice(0, -1)];
  return schema.anyOf === undefined ? '' : false;
}

const inYaml = (value: unknown): string =>
  `\`${stringify(value, { collectionStyle: 'flow', flowCollectionPadding: false }).trimEnd()}\``;

const fenced = (yaml: string): string => `\`\`\`yaml\n${yaml}\n\`\`\``;

/** A table in place of one part a rule: they are all alike. */
function rulePart({ description = '' }: Schema): string[] {
  const rows = rules.map(({ id, severity }) => `| [\`${id}\`](rules/${id}.md) | \`${severity}\` |`);
  return [
    '## rules',
    inClear(description),
    `- **May be**: of each rule \`off\`, \`info\`, \`warning\`, \`error\`\n- **A wrong value**: ${wrongly({
      path: ['rules', 'overdue'],
      schema: { enum: ['error'] },
    })}`,
    fenced(written({ path: ['rules'], schema: {} }, { overdue: 'error', 'unreferenced-item': 'off' })),
    ['| rule | default |', '|---|---|', ...rows].join('\n'),
  ];
}

/** Words of the schema as Markdown: an address or a tag in them is text. */
const inClear = (words: string): string => words.replaceAll('<', '\\<');
