import { stringify } from 'yaml';
import { policyJsonSchema } from './json-schema/json-schema-policy.ts';
import { plainText } from './plain-text.ts';
import { wrapWords } from './wrap-words.ts';

/** What of the configuration is to differ from the defaults, and what a person should know beside a key. */
export interface PolicyChanges {
  /** As the file has it: `{ roadmaps: [{ path: 'docs/PLAN.md' }] }`. */
  values: Readonly<Record<string, unknown>>;
  /** Sentences by dotted key: `sections.exclude`. Text of others in them need not be plain yet. */
  notes: Readonly<Record<string, readonly string[]>>;
}

/** Columns of a comment; longer lines are no fun to edit. */
const WIDTH = 100;

const HEAD = `# How Milepost keeps this roadmap. Every key is optional: what is commented out says the default.
# Take the # before a key away to change it; milepost lint and milepost plan say what is wrong with it.
`;

/**
 * A configuration file with every key: those that differ are written, the others are comments with their defaults, each
 * below what the schema says of it. `rules` with the severity that they have by default.
 */
export function policyFile(
  { values, notes }: PolicyChanges,
  rules: readonly { id: string; severity: string }[],
): string {
  const schema = policyJsonSchema(rules.map(({ id }) => id)) as SchemaNode;
  const severities = Object.fromEntries(rules.map(({ id, severity }) => [id, severity]));
  const blocks = Object.entries(schema.properties ?? {}).map(([key, node]) =>
    keyLines({ key, node, value: values[key], path: key, indent: '' }, { notes, severities }).join('\n'),
  );
  return `${[HEAD.trimEnd(), ...blocks].join('\n\n')}\n`;
}

/** The few parts of JSON Schema that the configuration's has. */
interface SchemaNode {
  description?: string;
  default?: unknown;
  enum?: unknown[];
  properties?: Record<string, SchemaNode>;
  items?: SchemaNode;
  anyOf?: SchemaNode[];
}

interface Key {
  key: string;
  node: SchemaNode;
  value: unknown;
  path: string;
  indent: string;
}

interface Beside {
  notes: PolicyChanges['notes'];
  severities: Readonly<Record<string, string>>;
}

function keyLines({ key, node, value, path, indent }: Key, beside: Beside): string[] {
  const { notes, severities } = beside;
  const shapes = [node, ...(node.anyOf ?? [])];
  const properties = shapes.find((shape) => shape.properties !== undefined)?.properties;
  const entries = shapes.find((shape) => shape.items?.properties !== undefined)?.items?.properties;
  const isRule = path.startsWith('rules.');
  const comments = [...(isRule ? [] : [descriptionOf(node)]), ...(notes[path] ?? []).map(plainText)].flatMap((text) =>
    text === '' ? [] : wrapWords(text, WIDTH - indent.length).map((line) => `${indent}# ${line}`),
  );
  if (properties !== undefined) {
    const values = (value ?? {}) as Record<string, unknown>;
    const children = Object.entries(properties).flatMap(([child, childNode]) =>
      keyLines(
        { key: child, node: childNode, value: values[child], path: `${path}.${child}`, indent: `${indent}  ` },
        beside,
      ),
    );
    return [...comments, `${indent}${key}:`, ...children];
  }
  if (entries !== undefined) return [...comments, ...listLines(key, entries, value)];
  if (value !== undefined) return [...comments, `${indent}${key}: ${written(value)}`];
  return [...comments, `${indent}#${key}: ${written(isRule ? severities[key] : (node.default ?? byDefault(node)))}`];
}

/** Where the schema names no default: an empty list of columns, nothing for a field. */
const byDefault = (node: SchemaNode): unknown => (node.items === undefined ? null : []);

function descriptionOf({ description = '', enum: choices }: SchemaNode): string {
  const missing = (choices ?? []).filter((choice) => !description.includes(String(choice)));
  return missing.length === 0 ? description : `${description} One of ${(choices ?? []).join(', ')}.`;
}

/** A list of maps, such as `roadmaps`: each entry over several lines. */
function listLines(key: string, properties: Record<string, SchemaNode>, value: unknown): string[] {
  const names = Object.keys(properties);
  const isWritten = Array.isArray(value) && value.length > 0;
  const entries = isWritten ? (value as Record<string, unknown>[]) : [{ path: 'ROADMAP.md' }];
  const lines = entries.flatMap((entry) =>
    names.map((name, index) => {
      const isSet = name in entry || !isWritten;
      const line = `${index === 0 ? '  - ' : '    '}${isSet ? '' : '#'}${name}: ${written(entry[name] ?? properties[name]?.default ?? null)}`;
      return isWritten ? line : `#${line}`;
    }),
  );
  return [`${isWritten ? '' : '#'}${key}:`, ...lines];
}

/** On one line. */
const written = (value: unknown): string =>
  stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false }).trim();
