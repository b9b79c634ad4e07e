/** What a command's help says after its options (examples, environment, status) as Markdown. */
import type { Command } from 'commander';

/** `  $ milepost lint ROADMAP.md     what it does`, and lines that go on with the second column. */
const EXAMPLE = /^ {2,4}\$ (\S.*)$/;
/** `  GITHUB_TOKEN     a token`. */
const ENTRY = /^ {2,4}([A-Z][A-Z_]+)(?: {2,}(\S.*))?$/;

/** A paragraph of its own. */
const STATUS = /^(?:Exit status|Ends with status)\b/;

export function helpNotes(command: Command): string[] {
  return linesToParts(helpAfter(command).split('\n'));
}

/** What `addHelpText('after', …)` added; '' for none. */
function helpAfter(command: Command): string {
  let whole = '';
  command.configureOutput({ writeOut: (text) => void (whole += text) }).outputHelp();
  const own = command.helpInformation();
  if (!whole.startsWith(own)) throw new Error(`The help of ${command.name()} does not begin with its own part.`);
  return whole.slice(own.length);
}

function linesToParts(lines: readonly string[]): string[] {
  const parts: string[] = [];
  for (let index = 0; index < lines.length;) {
    const end = endOfPart(lines, index);
    if (end > index) parts.push(partOf(lines.slice(index, end)));
    index = Math.max(end, index + 1);
  }
  return parts;
}

type Kind = 'blank' | 'example' | 'entry' | 'further' | 'heading' | 'words';

function kindOf(line: string): Kind {
  if (line.trim() === '') return 'blank';
  if (EXAMPLE.test(line)) return 'example';
  if (ENTRY.test(line)) return 'entry';
  if (line.startsWith('  ')) return 'further';
  return /^[A-Z][^.]{0,60}:$/.test(line) ? 'heading' : 'words';
}

/** Lines of one kind, with those that go on with them, make one part. */
function endOfPart(lines: readonly string[], start: number): number {
  const kind = kindOf(lines[start]!);
  if (kind === 'blank') return start;
  let end = start + 1;
  if (kind === 'heading') return end;
  while (end < lines.length && [kind, 'further'].includes(kindOf(lines[end]!)) && !STATUS.test(lines[end]!)) end++;
  return end;
}

function partOf(lines: readonly string[]): string {
  const kind = kindOf(lines[0]!);
  if (kind === 'heading') return `**${lines[0]!.slice(0, -1)}**`;
  if (kind === 'example') return ['```sh', ...aligned(joined(lines).map(example)), '```'].join('\n');
  if (kind === 'entry') return joined(lines).map(entry).join('\n');
  return lines.map((line) => line.trim().replaceAll('<', '\\<')).join('\n');
}

/** Lines that go on with the one above are added to it. */
function joined(lines: readonly string[]): string[] {
  const whole: string[] = [];
  for (const line of lines) {
    if (kindOf(line) === 'further') whole.push(`${whole.pop() ?? ''} ${line.trim()}`);
    else whole.push(line);
  }
  return whole;
}

/** A command, and what is said about it; '' for nothing. */
function example(line: string): [command: string, words: string] {
  const [command = '', ...words] = EXAMPLE.exec(line)![1]!.split(/ {2,}/);
  return [command, words.join(' ')];
}

function aligned(examples: readonly [command: string, words: string][]): string[] {
  const width = Math.max(...examples.map(([command, words]) => (words === '' ? 0 : command.length)));
  return examples.map(([command, words]) => (words === '' ? command : `${command.padEnd(width)}   # ${words}`));
}

function entry(line: string): string {
  const [, name = '', text = ''] = ENTRY.exec(line)!;
  return `- \`${name}\`: ${text.replaceAll('<', '\\<')}`;
}
