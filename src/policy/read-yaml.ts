import { LineCounter, parseDocument } from 'yaml';
import type { Document, YAMLError } from 'yaml';
import { explainYamlError } from './explain-yaml-error.ts';
import type { PolicyProblem } from './policy.ts';
import { PlainValueReader } from './plain-value-reader.ts';
import { Places } from './written-value.ts';

/** A configuration with every key, long lists and many comments has a few kB. */
const MAX_POLICY_BYTES = 64 * 1024;

/** One slip of the pen is often followed by a tail of errors that are only its echo. */
const MAX_SYNTAX_PROBLEMS = 5;

export interface WrittenFile {
  /** Maps without prototype, lists, texts, numbers, booleans, null; `undefined` when nothing is written. */
  value: unknown;
  places: Places;
  /** Not empty: `value` is not to be used. */
  problems: PolicyProblem[];
}

/**
 * The plain value of one YAML 1.2 file, with the place of every key. Whatever the text is, it answers in well under a
 * second: size, depth, aliases and number of values are limited. Nothing is thrown; what is wrong is in `problems`.
 */
export function readYaml(text: string, file: string): WrittenFile {
  const places = new Places();
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_POLICY_BYTES) {
    const message = `The file has ${bytes} bytes, expected at most ${MAX_POLICY_BYTES}; nothing of it was read. Take out what is not configuration.`;
    return { value: undefined, places, problems: [{ file, key: '', line: 1, column: 1, message }] };
  }
  const lines = new LineCounter();
  // Duplicate keys are looked for by PlainValueReader: the library compares every key with every other.
  const document = parseDocument(text, {
    version: '1.2',
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines,
  });
  const syntax = syntaxProblems(document, lines, file);
  if (syntax.length > 0) return { value: undefined, places, problems: syntax };
  const reader = new PlainValueReader(file, lines, places);
  const value = reader.read(document.contents);
  return { value, places, problems: reader.problems };
}

function syntaxProblems(document: Document.Parsed, lines: LineCounter, file: string): PolicyProblem[] {
  const problem = (offset: number, message: string): PolicyProblem => {
    const { line, col } = lines.linePos(offset);
    return { file, key: '', line: Math.max(1, line), column: Math.max(1, col), message };
  };
  const directive = document.directives?.yaml;
  if (directive?.explicit === true && directive.version !== '1.2') {
    return [problem(0, `Found \`%YAML ${directive.version}\`, expected YAML 1.2. Take the line out.`)];
  }
  const faults: YAMLError[] = [...document.errors, ...document.warnings];
  const exhausted = faults.find((fault) => fault.code === 'RESOURCE_EXHAUSTION');
  const telling = exhausted === undefined ? faults.filter(isFirstAtItsPlace) : [exhausted];
  return telling.slice(0, MAX_SYNTAX_PROBLEMS).map((fault) => problem(fault.pos[0], explainYamlError(fault)));
}

const isFirstAtItsPlace = (fault: YAMLError, index: number, faults: YAMLError[]): boolean =>
  index === 0 || faults[index - 1]!.pos[0] !== fault.pos[0];
