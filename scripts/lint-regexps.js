/**
 * Refuses every regular expression whose time grows faster than the text it is given: `node scripts/lint-regexps.js
 * [FOLDER…]`, by default src and scripts. Text from roadmaps, issues and webhooks is hostile, and one quadratic pattern is
 * enough to hold up everybody. Exit 0 when all are fine, 1 with one line a complaint.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findRegexps } from './regexps/find-regexps.js';
import { checkRegexp } from './regexps/check-regexp.js';

const folders = process.argv.length > 2 ? process.argv.slice(2) : ['src', 'scripts'];

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((file) => /\.(?:ts|js)$/.test(file))
    // These build the patterns that they check.
    .filter((file) => !file.startsWith('regexps'))
    .map((file) => join(folder, file))
    .toSorted();

let checked = 0;
let complaints = 0;
const complain = (place, pattern, reason) => {
  complaints += 1;
  console.error(`${place}: ${reason}\n    ${pattern}`);
};

for (const file of folders.flatMap(filesIn)) {
  for (const { line, source, flags, unreadable } of findRegexps(file)) {
    checked += 1;
    const place = `${file}:${line}`;
    if (unreadable !== null) {
      complain(
        place,
        unreadable,
        'this regular expression is built from what only the running program knows, so that nobody can check it; build it from constants of the same file',
      );
      continue;
    }
    for (const reason of checkRegexp(source, flags)) complain(place, `/${source}/${flags}`, reason);
  }
}

if (checked === 0) {
  console.error(`No regular expression found in ${folders.join(', ')}: is that the right folder?`);
  process.exitCode = 1;
} else if (complaints > 0) {
  console.error(
    `\n${complaints} complaints about ${checked} regular expressions. See “Regular expressions” in docs/architecture.md.`,
  );
  process.exitCode = 1;
} else {
  console.log(`Regular expressions: ${checked}, all linear.`);
}
