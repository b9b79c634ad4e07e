/**
 * Tries every kind of edit on every item of the roadmaps in `../shared/corpus/raw` (or the folders given) and of `roadmaps/`, each
 * edit alone, and prints for each kind how many could be made, and with `--why` the reasons of those that were refused, with `--files`
 * a line a file.
 *
 *     node bench/edits.js [--why KIND] [--files] [FOLDER…]
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { applyEdits } from '../dist/roadmap/edit/apply-edits.js';
import { readForEdit } from '../dist/roadmap/edit/document.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const { why, files, folders } = argumentsOf(process.argv.slice(2));
const totals = new Map();
const reasons = new Map();

for (const folder of folders) {
  const manifest = manifestOf(folder);
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.md'))) {
    const text = readFileSync(join(folder, name), 'utf8');
    const known = manifest.get(name);
    const context = {
      file: known?.path ?? 'ROADMAP.md',
      repo: known?.repo ?? 'example-org/lantern',
      host: 'github.com',
      asOf: known?.date ?? '2026-01-20',
    };
    const own = new Map();
    for (const [kind, edit] of editsFor(readForEdit(text, context))) {
      const { refused } = applyEdits(text, context, [edit]);
      count(totals, kind, refused.length === 0);
      count(own, kind, refused.length === 0);
      const [first] = refused;
      if (first !== undefined && why === kind)
        console.log(`${name} ${first.refusal.reason} ${JSON.stringify(edit)}: ${first.refusal.message}`);
      if (first !== undefined)
        reasons.set(`${kind} ${first.refusal.reason}`, (reasons.get(`${kind} ${first.refusal.reason}`) ?? 0) + 1);
    }
    if (files) console.log(`${name}: ${[...own].map(([kind, { made, all }]) => `${kind} ${made}/${all}`).join(', ')}`);
  }
}

console.log('kind                               made     of   rate');
for (const [kind, { made, all }] of totals) {
  console.log(
    `${kind.padEnd(32)} ${String(made).padStart(6)} ${String(all).padStart(6)} ${(made / all).toFixed(3).padStart(6)}`,
  );
}
console.log('\nrefused because');
for (const [reason, times] of [...reasons].sort(([one], [other]) => (one < other ? -1 : 1)))
  console.log(`${reason.padEnd(44)} ${times}`);

function argumentsOf(given) {
  const at = given.indexOf('--why');
  const named = given.filter((argument, index) => !argument.startsWith('--') && (at === -1 || index !== at + 1));
  const corpus = join(root, '../shared/corpus/raw');
  if (named.length === 0 && !existsSync(corpus)) console.log('no ../shared/corpus here: only roadmaps/ is measured');
  const usual = [corpus, join(root, 'roadmaps')].filter((folder) => existsSync(folder));
  return {
    why: at === -1 ? null : given[at + 1],
    files: given.includes('--files'),
    folders: named.length === 0 ? usual : named,
  };
}

function manifestOf(folder) {
  const path = join(folder, '../manifest.json');
  const entries = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [];
  return new Map(entries.map((entry) => [entry.file, entry]));
}

/** Every edit that makes sense for a file, with the name under which it is counted. */
function* editsFor({ works, roadmap, context }) {
  const [owner, repo] = context.repo.split('/');
  const reference = { kind: 'issue', owner, repo, number: 987654 };
  for (const { item, form } of works) {
    if (item.placeholder) yield [`set-reference ${form.kind}`, { kind: 'set-reference', item: item.id, reference }];
    else yield [`add-reference ${form.kind}`, { kind: 'add-reference', item: item.id, reference }];
    for (const status of ['planned', 'in-progress', 'done', 'dropped']) {
      if (status !== item.status) yield [`set-status ${status}`, { kind: 'set-status', item: item.id, status }];
    }
    yield [
      `set-target ${item.target === null ? 'none' : 'some'}`,
      { kind: 'set-target', item: item.id, target: 'Q3 2031' },
    ];
    yield [`remove-item ${form.kind}`, { kind: 'remove-item', item: item.id }];
  }
  if (roadmap.lastUpdated !== null)
    yield ['set-last-updated', { kind: 'set-last-updated', date: roadmap.lastUpdated.date?.slice(0, 4) + '-11-25' }];
}

function count(counts, kind, isMade) {
  const known = counts.get(kind) ?? { made: 0, all: 0 };
  counts.set(kind, { made: known.made + Number(isMade), all: known.all + 1 });
}
