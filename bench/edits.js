/**
 * Tries every kind of edit on every item of the roadmaps in `../shared/corpus/raw` (or the folders given) and of `roadmaps/`, and
 * prints for each kind how many could be made; with `--why KIND` only that kind, each that was refused and the reason, with `--files` a line a file.
 *
 *     node bench/edits.js [--why KIND] [--files] [FOLDER…]
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { editDocument } from '../dist/roadmap/edit/apply-edits.js';
import { readForEdit } from '../dist/roadmap/edit/document.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const { why, files, folders } = argumentsOf(process.argv.slice(2));
const totals = new Map();
const reasons = new Map();
const together = new Set(['set-reference', 'add-reference', 'set-status', 'set-target']);

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
    const document = readForEdit(text, context);
    for (const [name, edits] of editsFor(document)) {
      if (why !== null && edits[0]?.edit.kind !== why) continue;
      // Edits that change stretches of their own are made together; the others one by one.
      const runs = together.has(edits[0]?.edit.kind) ? [edits] : edits.map((one) => [one]);
      for (const run of runs) {
        const { refused } = editDocument(
          document,
          run.map(({ edit }) => edit),
        );
        const reasonsOf = new Map(refused.map(({ edit, refusal }) => [edit, refusal]));
        for (const { edit, form } of run) tell(name, `${name} ${form}`.trim(), edit, reasonsOf.get(edit), own);
      }
    }
    if (files) console.log(`${name}: ${[...own].map(([kind, { made, all }]) => `${kind} ${made}/${all}`).join(', ')}`);
  }
}

console.log('kind                               made     of   rate');
for (const [kind, { made, all }] of [...totals].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
  console.log(
    `${kind.padEnd(32)} ${String(made).padStart(6)} ${String(all).padStart(6)} ${(made / all).toFixed(3).padStart(6)}`,
  );
}
console.log('\nrefused because');
for (const [reason, times] of [...reasons].toSorted(([one], [other]) => (one < other ? -1 : 1)))
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

/** The edits that make sense for a file, by the name under which they are counted, each with the form of its item. */
function editsFor({ works, roadmap, places, context }) {
  const [owner, repo] = context.repo.split('/');
  const reference = { kind: 'issue', owner, repo, number: 987654 };
  const each = (test, editOf) =>
    works.filter((work) => test(work.item)).map((work) => ({ edit: editOf(work.item), form: work.form.kind }));
  const paths = [...new Map(works.map(({ item }) => [item.path.join('\n'), item.path])).values()];
  // To a section that has items of the same form, where there is one.
  const other = (item) => {
    const { form } = works.find((work) => work.item === item);
    const elsewhere = works.filter(
      (work) => work.item.parent === null && work.item.path.join('\n') !== item.path.join('\n'),
    );
    return (elsewhere.find((work) => work.form.kind === form.kind) ?? elsewhere[0])?.item.path;
  };
  const statuses = ['planned', 'in-progress', 'done', 'slipped', 'dropped'];
  const readable = places.filter((place) => place.isRead).map((place) => place.scope.path);
  const title = 'Say hello to @everyone | with <b>tags</b>';
  const areaAt = (to) =>
    works.findLast(
      ({ item, form }) => form.kind === 'row' && item.areas.length > 0 && item.path.join('\n') === to.join('\n'),
    );
  // A heading without prose below it is no item.
  const isHeaded = (to) =>
    works.some(({ item, form }) => /heading|paragraph/.test(form.kind) && item.path.join('\n') === to.join('\n'));
  const newItem = (to) => ({
    title,
    ...(isHeaded(to) ? { description: 'So that everybody feels at home here.' } : {}),
    ...(areaAt(to) === undefined ? {} : { area: areaAt(to).item.areas.at(-1) }),
  });
  return [
    [
      'set-reference',
      each(
        (item) => item.placeholder,
        ({ id }) => ({ kind: 'set-reference', item: id, reference }),
      ),
    ],
    [
      'add-reference',
      each(
        (item) => !item.placeholder,
        ({ id }) => ({ kind: 'add-reference', item: id, reference }),
      ),
    ],
    ...statuses.map((status) => [
      `set-status ${status}`,
      each(
        (item) => item.status !== status,
        ({ id }) => ({ kind: 'set-status', item: id, status }),
      ),
    ]),
    [
      'set-target',
      each(
        () => true,
        ({ id }) => ({ kind: 'set-target', item: id, target: 'Q3 2031' }),
      ),
    ],
    [
      'remove-item',
      each(
        () => true,
        ({ id }) => ({ kind: 'remove-item', item: id }),
      ),
    ],
    [
      'move-item',
      each(
        (item) => other(item) !== undefined,
        (item) => ({ kind: 'move-item', item: item.id, to: other(item) }),
      ),
    ],
    ['add-item', paths.map((to) => ({ edit: { kind: 'add-item', to, item: newItem(to) }, form: 'to items' }))],
    [
      'add-item',
      readable
        .filter((to) => !paths.some((path) => path.join('\n') === to.join('\n')))
        .map((to) => ({ edit: { kind: 'add-item', to, item: { title } }, form: 'to an empty section' })),
    ],
    [
      'set-last-updated',
      roadmap.lastUpdated === null
        ? []
        : [
            {
              edit: { kind: 'set-last-updated', date: `${roadmap.lastUpdated.date?.slice(0, 4) ?? 2026}-11-25` },
              form: '',
            },
          ],
    ],
  ];
}

function tell(name, kind, edit, refusal, own) {
  count(totals, kind, refusal === undefined);
  count(own, name, refusal === undefined);
  if (refusal === undefined) return;
  if (why !== null) console.log(`${kind} ${refusal.reason} ${JSON.stringify(edit)}: ${refusal.message}`);
  const key = `${name} ${refusal.reason}`;
  reasons.set(key, (reasons.get(key) ?? 0) + 1);
}

function count(counts, kind, isMade) {
  const known = counts.get(kind) ?? { made: 0, all: 0 };
  counts.set(kind, { made: known.made + Number(isMade), all: known.all + 1 });
}
