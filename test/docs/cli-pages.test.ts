/** docs/cli and the table in docs/command-line.md say what the command line's own help says. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { cliPage, cliTable, commandsOf, program } from './manual/cli-pages.ts';
import { withPart } from './manual/page-parts.ts';
import { pageAt, root } from './pages.ts';
import { expectWritten, removeOthers } from './written.ts';

const commands = commandsOf(program());

describe('the pages of the command line', () => {
  it.each(commands.map((command) => [command.name(), command] as const))(
    '%s says what its help says',
    (name, command) => {
      const page = cliPage(command);
      expectWritten(`docs/cli/${name}.md`, page);
      expect(page).toContain('```sh\n');
    },
  );

  it('are one a command, and no more', () => {
    const names = commands.map((command) => `${command.name()}.md`);
    removeOthers('docs/cli', names);
    expect(readdirSync(join(root, 'docs/cli')).toSorted()).toEqual(names.toSorted());
    expect(names.length).toBeGreaterThan(10);
  });

  it('are listed in docs/command-line.md', () => {
    const { path, text } = pageAt('docs/command-line.md');
    expectWritten(path, withPart(text, 'commands', cliTable()));
  });
});
