/** Lines of a shell as the documentation writes them, taken apart as far as they use it: no loops, no substitution. */

/** `GITHUB_TOKEN=… npx milepost plan octo/hello > plan.txt` */
export interface Call {
  /** Variables that are set for it: `['GITHUB_TOKEN']`. */
  env: string[];
  /** `['milepost', 'plan', 'octo/hello']`, without `npx` and its options. */
  words: string[];
}

const OPERATORS = new Set(['|', '||', '&&', ';']);
const ASSIGNMENT = /^([A-Za-z_][A-Za-z0-9_]*)=/;

/** All calls of a block, in their order; comments and redirections are left out. */
export function callsOf(text: string): Call[] {
  return text
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .flatMap((line) => callsOfLine(line));
}

function callsOfLine(line: string): Call[] {
  const calls: string[][] = [[]];
  let isTarget = false;
  for (const token of tokensOf(line)) {
    if (OPERATORS.has(token)) calls.push([]);
    else if (token === '>' || token === '>>') isTarget = true;
    else if (isTarget) isTarget = false;
    else calls.at(-1)!.push(token);
  }
  return calls.map(callOf).filter(({ words, env }) => words.length > 0 || env.length > 0);
}

function callOf(tokens: string[]): Call {
  const env: string[] = [];
  let words = [...tokens];
  while (words[0] !== undefined && ASSIGNMENT.test(words[0])) env.push(ASSIGNMENT.exec(words.shift()!)![1]!);
  if (words[0] === 'npx') {
    words = words.slice(1);
    while (words[0]?.startsWith('-') === true) words.shift();
  }
  return { env, words };
}

/** Words without their quotes; a comment ends the line. */
function tokensOf(line: string): string[] {
  const tokens: string[] = [];
  let [word, quote, isWord] = ['', '', false];
  const end = (): void => {
    if (isWord) tokens.push(word);
    [word, isWord] = ['', false];
  };
  for (let index = 0; index < line.length; index++) {
    const character = line[index]!;
    if (quote !== '') {
      if (character === quote) quote = '';
      else word += character;
    } else if (character === '"' || character === "'") [quote, isWord] = [character, true];
    else if (character === '#' && !isWord) break;
    else if (/\s/.test(character)) end();
    else if ('|&;>'.includes(character)) {
      end();
      const double = line[index + 1] === character;
      tokens.push(double ? character.repeat(2) : character);
      if (double) index++;
    } else [word, isWord] = [word + character, true];
  }
  if (quote !== '') throw new Error(`A quotation mark is left open: ${line}`);
  end();
  return tokens;
}
