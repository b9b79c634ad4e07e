/** From one line of a comment to what it comes to. Pure. */
import { inertCode, inertText } from '../render/inert.ts';
import { didYouMeanCommand } from './about/names.ts';
import { MAX_LINE_LENGTH, isNearMiss } from './command-lines.ts';
import { refuse, usageOf, type Call, type Command, type Decision } from './command.ts';
import { wordsOf } from './grammar/words.ts';
import { commandHelps, commandNamed } from './registry.ts';

export type ReadLine =
  | { command: Command; words: Call['words'] }
  /** No command can be made out: what to write instead. */
  | { command: null; answer: Decision };

/** The command that a line of `commandLines` is. */
export function readLine(line: string): ReadLine {
  if (isNearMiss(line)) return { command: null, answer: hint(line) };
  if (line.length >= MAX_LINE_LENGTH) {
    const answer = refuse(`This command has ${MAX_LINE_LENGTH} characters or more; shorter ones are read.`);
    return { command: null, answer };
  }
  const words = wordsOf(line);
  if (words === null)
    return { command: null, answer: refuse('A quotation mark is not closed, so that nobody can tell what is meant.') };
  const [, name, ...rest] = words;
  if (name === undefined)
    return {
      command: null,
      answer: refuse(`A command was expected: ${allNames()}. \`/roadmap help\` tells what they do.`),
    };
  const command = commandNamed(name.text);
  if (command !== null) return { command, words: rest };
  const near = didYouMeanCommand(
    name.text,
    commandHelps.map((help) => help.name),
  );
  const answer = refuse(
    `No command is called “${inertText(name.text, { maxLength: 60 })}”.${near || ` There are ${allNames()}.`} \`/roadmap help\` tells what each does.`,
  );
  return { command: null, answer };
}

const allNames = (): string => commandHelps.map((help) => `\`${help.name}\``).join(', ');

const hint = (line: string): Decision =>
  refuse(
    `In backticks a command is only shown, not given. To give it, write it at the start of a line without them: ${inertCode(line.replaceAll('`', '').trim())}`,
  );

/** A person who may not: who may, and what they may do instead. */
export function notAllowed({ help, policy }: Pick<Call, 'help' | 'policy'>): Decision {
  const { role, users } = policy.commands;
  const least = role === 'admin' ? 'the role `admin`' : `the role \`${role}\` or a higher one`;
  const named = users.length === 0 ? '' : ', or for people whom `commands.users` names';
  return refuse(
    `\`${usageOf(help)}\` is for people with ${least} in this repository${named}. Everybody may use \`/roadmap status\`, \`/roadmap plan\` and \`/roadmap help\`.`,
  );
}
