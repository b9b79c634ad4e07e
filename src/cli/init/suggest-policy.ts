import { suggestColumns } from '../../plan/board/suggest-columns.ts';
import type { ObservedBoard } from '../../plan/observation.ts';
import { count, enumerate } from '../../render/count.ts';
import { plainText, shorten } from '../../render/plain-text.ts';
import type { PolicyChanges } from '../../render/policy-file.ts';
import type { Roadmap } from '../../roadmap/model.ts';

/** What is known of a roadmap and of what is around it; what nobody looked at is empty or null. */
export interface Found {
  /** Path in the repository. */
  path: string;
  /** That is the roadmap that is found without configuration. */
  isUsual: boolean;
  roadmap: Roadmap;
  /** As `roadmaps[].project` would have it, with what GitHub says of it; null where none was found. */
  board: { project: string | number; observed: ObservedBoard | null } | null;
  /** Titles and addresses of projects that could be the board, where it is not clear which. */
  boardChoices: readonly { title: string; url: string }[];
  labels: readonly string[];
  milestones: readonly string[];
}

const MOST_NAMED = 12;

/** What the configuration has to say otherwise than by default, and what to know beside its keys. Deterministic. */
export function suggestPolicy(found: Found): PolicyChanges {
  const { path, isUsual, board } = found;
  const entry = { path, ...(board === null ? {} : { project: board.project }) };
  const label = labelOf(found.labels);
  const ofBoard = boardPart(board?.observed ?? null);
  return {
    values: {
      ...(isUsual && board === null ? {} : { roadmaps: [entry] }),
      ...(label === null ? {} : { issues: { labels: [label] } }),
      ...(Object.keys(ofBoard.values).length === 0 ? {} : { board: ofBoard.values }),
    },
    notes: { ...ofBoard.notes, ...notesOf(found) },
  };
}

/** A label that means the same and is written otherwise; null where the default will do. */
function labelOf(labels: readonly string[]): string | null {
  if (labels.includes('roadmap')) return null;
  return labels.find((name) => /^(?:[a-z]{1,12}[/: ]{1,3})?road[ -]?map$/i.test(name)) ?? null;
}

function boardPart(board: ObservedBoard | null): PolicyChanges {
  if (board?.state !== 'found') return { values: {}, notes: {} };
  const single = board.fields.filter(({ type }) => type === 'single-select');
  const status = single.find(({ name }) => name.toLowerCase() === 'status') ?? single[0];
  const { columns, unknown } = suggestColumns((status?.options ?? []).map(({ name }) => name));
  const fields = (types: readonly string[], except: string | undefined): string[] =>
    board.fields
      .filter(({ type, name }) => types.includes(type) && name !== except && name !== 'Title')
      .map(({ name }) => name);
  const could = (names: readonly string[]): string[] =>
    names.length === 0 ? [] : [`The board “${board.title}” has: ${listed(names)}.`];
  return {
    values: {
      ...(status === undefined || status.name.toLowerCase() === 'status' ? {} : { status_field: status.name }),
      ...(Object.keys(columns).length === 0 ? {} : { columns }),
    },
    notes: {
      'board.columns':
        unknown.length === 0
          ? []
          : [`The board has columns that stand for no status by their names: ${listed(unknown)}.`],
      'board.target_field': could(fields(['single-select', 'iteration', 'text'], status?.name)),
      'board.date_field': could(fields(['date'], undefined)),
    },
  };
}

function notesOf({ roadmap, milestones, boardChoices }: Found): PolicyChanges['notes'] {
  const headings = [...new Set(roadmap.items.flatMap(({ path }) => path.slice(-1)))];
  const targets = [
    ...new Set(roadmap.items.flatMap(({ target }) => (target?.kind === 'release' ? [target.text] : []))),
  ];
  const titles = new Set(milestones.map(key));
  const matching = targets.filter((target) => titles.has(key(target)));
  const missing = targets.filter((target) => !titles.has(key(target)));
  return {
    roadmaps: [
      ...(roadmap.items.length === 0 ? [] : [`${count(roadmap.items.length, 'item')} read in ${roadmap.file}.`]),
      ...(boardChoices.length === 0
        ? []
        : [
            `Projects that could be its board: ${enumerate(boardChoices.slice(0, 5).map(({ title, url }) => `“${short(title)}” (${url})`))}.`,
          ]),
    ],
    'sections.exclude': headings.length === 0 ? [] : [`Headings with items now: ${listed(headings)}.`],
    'milestones.assign':
      matching.length === 0 ? [] : [`The roadmap and the repository both have: ${listed(matching)}.`],
    'milestones.create':
      missing.length === 0 || milestones.length === 0 ? [] : [`Without a milestone of that name: ${listed(missing)}.`],
  };
}

/** `v1.7.0` and `1.7.0` are one release. */
const key = (name: string): string => name.replace(/^v(?=\d)/i, '').toLowerCase();

const short = (name: string): string => shorten(plainText(name), 40);

/** `“A”, “B” and 3 more` */
function listed(names: readonly string[]): string {
  const quoted = names.slice(0, MOST_NAMED).map((name) => `“${short(name)}”`);
  const more = names.length - quoted.length;
  return enumerate([...quoted, ...(more > 0 ? [`${more} more`] : [])]);
}
