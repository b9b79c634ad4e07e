import type { Identified } from '../identity/identified.ts';
import { indexSource } from '../markdown/source.ts';
import type { ReadingContext } from '../model.ts';
import { trace } from '../parse.ts';
import { isRefusal, refuse } from './edit.ts';
import type { Change, Edit, EditedText, Refusal } from './edit.ts';
import { readForEdit } from './document.ts';
import type { EditDocument } from './document.ts';
import { departureOf } from './departure.ts';
import type { Departure } from './departure.ts';
import { intendedOf } from './intended.ts';
import { intendEdit, proposeEdit } from './plan-edit.ts';
import { clash, invert, replaceIn, withoutIdle } from './replacements.ts';

/**
 * Makes edits in a roadmap file: text in, text out. Each is planned against the text as it was, and is made only when reading
 * the result gives the Roadmap as it was with the intended change and nothing else; else it is refused, and the others are made
 * without it. So edits give the same text in any order, and of two that change the same stretch the later is refused as a conflict.
 * `known` is a stored reading whose ids the edits use. Pure. The text is read once more for all edits together, and a few times
 * where one must be sorted out. Throws a RangeError where the text overflows the Markdown parser's stack.
 */
export function applyEdits(
  text: string,
  context: ReadingContext,
  edits: readonly Edit[],
  known: readonly Identified[] = [],
): EditedText {
  return editDocument(readForEdit(text, context, known), edits);
}

/** `applyEdits` for a file that is read for edits already. */
export function editDocument(document: EditDocument, edits: readonly Edit[]): EditedText {
  const run: Run = { document, edits, candidates: new Map(), refusals: new Map(), readings: new Map() };
  edits.forEach((edit, index) => {
    const proposal = proposeEdit(document, edit);
    if (isRefusal(proposal)) run.refusals.set(index, proposal);
    else
      run.candidates.set(
        index,
        proposal.map(({ replacements }) => ({ replacements: withoutIdle(document.source.text, replacements) })),
      );
  });
  const chosen = new Map<number, Change>();
  settle(run, [...run.candidates.keys()], chosen);
  keepCompatible(run, chosen);
  return outcome(run, chosen);
}

interface Run {
  document: EditDocument;
  edits: readonly Edit[];
  /** By the edit's index. */
  candidates: Map<number, Change[]>;
  refusals: Map<number, Refusal>;
  /** What was found of a set of changes before, by the text they give. */
  readings: Map<string, Departure | null>;
}

type Chosen = ReadonlyMap<number, Change>;

/** Chooses for each edit the first candidate that reads back as intended, reading as seldom as possible. */
function settle(run: Run, indices: number[], chosen: Map<number, Change>): void {
  const layers = apart(run, indices);
  if (layers.length > 1) {
    for (const layer of layers) settle(run, layer, chosen);
    return;
  }
  const attempt = new Map(indices.flatMap((index): [number, Change][] => firstCandidate(run, index)));
  if (attempt.size === 0) return;
  const departure = verify(run, attempt);
  if (departure === null) {
    for (const [index, change] of attempt) chosen.set(index, change);
    return;
  }
  if (indices.length === 1) {
    settleAlone(run, indices[0] ?? 0, departure, chosen);
    return;
  }
  for (const part of split(indices, blamed(attempt, departure))) settle(run, part, chosen);
}

function firstCandidate(run: Run, index: number): [number, Change][] {
  const [first] = run.candidates.get(index) ?? [];
  if (first !== undefined) return [[index, first]];
  run.refusals.set(index, refuse('no-way-to-say', 'Nothing was found in the file that could be changed so.'));
  return [];
}

/** The edits that a departure is about: of the item itself, or of the stretch in which it stands. */
function blamed(attempt: Chosen, { edits, item }: Departure): number[] {
  const near = [...attempt].filter(([, { replacements }]) =>
    replacements.some(
      ({ startOffset, endOffset }) =>
        item !== null && startOffset <= item.range.endOffset && endOffset >= item.range.startOffset,
    ),
  );
  return [...new Set([...edits, ...near.map(([index]) => index)])];
}

/** Those that the departure is about, and the others; where it is about all or none of them, halves. */
function split(indices: readonly number[], blamed: readonly number[]): number[][] {
  const guilty = indices.filter((index) => blamed.includes(index));
  if (guilty.length > 0 && guilty.length < indices.length)
    return [guilty, indices.filter((index) => !guilty.includes(index))];
  const half = indices.length >> 1;
  return [indices.slice(0, half), indices.slice(half)];
}

/** Sets of edits of which no two change the same stretch. */
function apart(run: Run, indices: readonly number[]): number[][] {
  const layers: number[][] = [];
  for (const index of indices) {
    const own = run.candidates.get(index)?.[0];
    const layer = layers.find((others) =>
      others.every((other) => own === undefined || !clashes(own, run.candidates.get(other)?.[0])),
    );
    if (layer === undefined) layers.push([index]);
    else layer.push(index);
  }
  return layers;
}

function clashes(one: Change, other: Change | undefined): boolean {
  return (other?.replacements ?? []).some((theirs) => one.replacements.some((ours) => clash(ours, theirs)));
}

function settleAlone(run: Run, index: number, first: Departure, chosen: Map<number, Change>): void {
  for (const candidate of (run.candidates.get(index) ?? []).slice(1)) {
    if (verify(run, new Map([[index, candidate]])) !== null) continue;
    chosen.set(index, candidate);
    return;
  }
  run.refusals.set(index, notExact(run, index, first));
}

function notExact(run: Run, index: number, departure: Departure): Refusal {
  const edit = run.edits[index];
  const id = edit !== undefined && 'item' in edit && typeof edit.item === 'string' ? edit.item : null;
  return refuse(
    'not-exact',
    `${run.document.context.file} was left as it is: after the edit ${departure.message}. Make this change by hand.`,
    run.document.works.find((work) => work.item.id === id)?.item.line ?? null,
  );
}

/** How reading the text with these changes departs from what they intend; null when it does not. */
function verify(run: Run, changes: Chosen): Departure | null {
  const { document } = run;
  const text = replaceIn(document.source.text, replacementsOf(changes));
  const key = `${[...changes.keys()].toSorted((one, other) => one - other).join(',')}\n${text}`;
  const known = run.readings.get(key);
  if (known !== undefined) return known;
  const found = departureOf(intendedBy(run, changes), trace(indexSource(text), document.context).roadmap);
  run.readings.set(key, found);
  return found;
}

function intendedBy(run: Run, changes: Chosen): ReturnType<typeof intendedOf> {
  const intended = intendedOf(run.document.roadmap);
  for (const [index, change] of changes) {
    const edit = run.edits[index];
    if (edit !== undefined && change.replacements.length > 0) intendEdit(intended, edit, run.document, index);
  }
  return intended;
}

function replacementsOf(changes: Chosen): Change['replacements'] {
  return [...changes.values()].flatMap((change) => change.replacements);
}

/** Takes out what clashes with an earlier edit, and what does not read back as intended together with the others. */
function keepCompatible(run: Run, chosen: Map<number, Change>): void {
  const kept = new Map<number, Change>();
  for (const [index, change] of [...chosen].toSorted(([one], [other]) => one - other)) {
    const rival = [...kept].find(([, other]) => clashes(change, other));
    if (rival === undefined) kept.set(index, change);
    else drop(run, chosen, index, conflict(run, rival[0]));
  }
  if (kept.size === 0 || verify(run, kept) === null) return;
  // In the order of the file, so that the order in which they were given makes no difference.
  const together = new Map<number, Change>();
  for (const [index, change] of [...kept].toSorted(([, one], [, other]) => placeOf(one) - placeOf(other))) {
    together.set(index, change);
    const departure = verify(run, together);
    if (departure === null) continue;
    together.delete(index);
    drop(
      run,
      chosen,
      index,
      refuse('conflict', `Together with the other edits ${departure.message}. Make this one after them.`),
    );
  }
}

function placeOf(change: Change): number {
  return change.replacements[0]?.startOffset ?? 0;
}

function drop(run: Run, chosen: Map<number, Change>, index: number, refusal: Refusal): void {
  chosen.delete(index);
  run.refusals.set(index, refusal);
}

function conflict(run: Run, rival: number): Refusal {
  const kind = run.edits[rival]?.kind ?? '';
  return refuse(
    'conflict',
    `Another edit that is made together with this one (${kind}) changes the same words of ${run.document.context.file}. Make this one after it.`,
  );
}

function outcome(run: Run, chosen: Chosen): EditedText {
  const { text } = run.document.source;
  const replacements = replacementsOf(chosen);
  return {
    text: replaceIn(text, replacements),
    applied: run.edits.flatMap((edit, index) => {
      const change = chosen.get(index);
      return change === undefined ? [] : [{ edit, change }];
    }),
    refused: run.edits.flatMap((edit, index) => {
      const refusal = run.refusals.get(index);
      return refusal === undefined || chosen.has(index) ? [] : [{ edit, refusal }];
    }),
    inverse: invert(text, replacements),
  };
}
