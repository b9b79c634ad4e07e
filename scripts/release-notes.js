/** Prints what the changelog says of a version: node scripts/release-notes.js v1.2.3 */
import { readFileSync } from 'node:fs';

const version = (process.argv[2] ?? '').replace(/^v/, '');
const sections = readFileSync(new URL('../CHANGELOG.md', import.meta.url), 'utf8').split(/^## /m);
const section = sections.find((text) => version !== '' && text.startsWith(`${version} - `));
if (section === undefined)
  throw new Error(`CHANGELOG.md has no section for ${version === '' ? 'no version' : version}.`);
console.log(section.split('\n').slice(1).join('\n').trim());
