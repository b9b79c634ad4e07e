import type { Status } from '../model.ts';
import { statusOfProse } from '../status/status.ts';
import type { Scope } from './scope.ts';
import type { WorkParts } from './item-draft.ts';

/** Where something that is read of an item comes from, for a person who looks for it in the file. */
export interface Origin {
  /** `box ticked`, `its status column`; for what is inherited only `inherited`. */
  by: string;
  /** The line of the heading, bullet or work that it is inherited from; null for the item's own. */
  line: number | null;
}

export interface ItemSources {
  status: Origin;
  /** null where the item has no target. */
  target: Origin | null;
}

const own = (by: string): Origin => ({ by, line: null });
const inherited = (line: number | null): Origin => ({ by: 'inherited', line });

/**
 * The item's own word first: a line through it, the ticked checkbox, a status column or line, a tag or mark; then prose that
 * says how far it is; then the section. An empty checkbox is a word of its own: in a section "Completed" it is not done.
 */
export function statusOf(parts: WorkParts, scope: Scope): { status: Status; origin: Origin } {
  const { wording, checked } = parts;
  if (wording.struck) return struckStatus(checked, scope);
  if (checked === true) return { status: 'done', origin: own('box ticked') };
  if (parts.statedStatus !== null) {
    return {
      status: parts.statedStatus,
      origin: own(parts.shape === 'row' ? 'its column' : 'its “Status” line or table'),
    };
  }
  if (wording.status !== null) return { status: wording.status, origin: own(markOrTag(parts)) };
  const said = statusOfProse(openingOf(parts));
  if (said !== null && (checked === null || said !== 'dropped'))
    return { status: said, origin: own('its text says so') };
  if (checked === false) return statusOfEmptyBox(scope);
  if (scope.status !== null) return { status: scope.status, origin: inherited(scope.statusLine) };
  return { status: 'planned', origin: own('nothing says otherwise') };
}

/**
 * An empty box only says "not done": a section that was put off or given up keeps its word, and so does one that is nothing but
 * "In progress".
 */
function statusOfEmptyBox({ status, statusLine, isStatusSection }: Scope): { status: Status; origin: Origin } {
  const isStronger = status === 'slipped' || status === 'dropped' || (status === 'in-progress' && isStatusSection);
  return isStronger ? { status, origin: inherited(statusLine) } : { status: 'planned', origin: own('box empty') };
}

function markOrTag({ wording }: WorkParts): string {
  if (wording.boxed) return 'the mark in its box';
  return wording.mark === null ? 'a tag at its title' : `the mark ${wording.mark}, or a tag, at its title`;
}

function openingOf(parts: WorkParts): string {
  return [parts.wording.rest || parts.wording.title, ...parts.details.slice(0, 2).map((phrase) => phrase.text)].join(
    ' ',
  );
}

/** Struck through is done, unless the section or an empty checkbox says that it was given up. */
function struckStatus(checked: boolean | null, scope: Scope): { status: Status; origin: Origin } {
  if (checked === true) return { status: 'done', origin: own('box ticked') };
  if (checked === false) return { status: 'dropped', origin: own('struck through beside an empty box') };
  if (scope.status === 'dropped')
    return { status: 'dropped', origin: own('struck through in a section of what was dropped') };
  return { status: 'done', origin: own('struck through') };
}

/** Where the target of one work comes from; null when it has none. */
export function targetOrigin({ statedTarget, wording, shape }: WorkParts, scope: Scope): Origin | null {
  if (statedTarget?.mention != null) return own(shape === 'row' ? 'its column' : 'its own line');
  if (wording.mention !== null) return own('its own words');
  if (statedTarget !== null || scope.target === null) return null;
  return inherited(scope.target.range.line);
}
