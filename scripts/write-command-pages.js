/**
 * Writes the pages of the commands, docs/commands/<name>.md, and the table in docs/commands.md, from the help in
 * src/commands. Run after `node scripts/build.js`; test/commands/command-pages.test.ts holds pages and help together.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { helpIndex, helpPage } from '../dist/commands/answers/help.js';
import { commandHelps } from '../dist/commands/registry.js';

const docs = new URL('../docs/', import.meta.url);
const folder = new URL('commands/', docs);
mkdirSync(fileURLToPath(folder), { recursive: true });
for (const help of commandHelps) writeFileSync(new URL(`${help.name}.md`, folder), helpPage(help));

const overview = new URL('commands.md', docs);
const [before, , after] = readFileSync(overview, 'utf8').split(/<!-- (?:begin|end) of the table -->/);
const table = `<!-- begin of the table -->\n\n${helpIndex(commandHelps)}\n\n<!-- end of the table -->`;
writeFileSync(overview, `${before}${table}${after}`);
