/** docs/commands.md and the pages under docs/commands are made of the commands' own help. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { helpIndex, helpPage } from '../../src/commands/answers/help.ts';
import { readLine } from '../../src/commands/decide-line.ts';
import { commandHelps } from '../../src/commands/registry.ts';

const docs = new URL('../../docs/', import.meta.url);
const HINT = 'run node scripts/build.js && node scripts/write-command-pages.js';

describe('the pages of the commands', () => {
  it('are one a command, and no more', () => {
    const names = commandHelps.map(({ name }) => `${name}.md`);
    expect(readdirSync(new URL('commands/', docs)).toSorted()).toEqual(names.toSorted());
  });

  it.each(commandHelps.map((help) => [help.name, help] as const))('%s says what its help says', (name, help) => {
    const page = readFileSync(new URL(`commands/${name}.md`, docs), 'utf8');
    expect({ page, HINT }).toEqual({ page: helpPage(help), HINT });
  });

  it('are listed in docs/commands.md', () => {
    expect(readFileSync(new URL('commands.md', docs), 'utf8')).toContain(`\n${helpIndex(commandHelps)}\n`);
  });

  it('have examples that are commands', () => {
    for (const { name, examples } of commandHelps) {
      for (const { line } of examples) expect(readLine(line).command?.help.name).toBe(name);
    }
  });
});
