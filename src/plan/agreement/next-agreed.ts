/** What the Base remembers of an agreement: moved only to what nobody disputes now, or what was just written. */
import { isDeepStrictEqual } from 'node:util';
import type { Agreed, AgreedStatus, AgreedWord, LedgerRecord } from '../model.ts';
import type { Observation } from '../observation.ts';
import { cardOperationOf } from '../operations/cards.ts';
import { dateOf } from '../slips.ts';
import type { ItemAgreement } from './agreements.ts';
import { boardName, usableBoard } from './agreements.ts';
import type { FacetAgreement } from './facets.ts';
import { nextMilestone } from './next-milestone.ts';

export interface NextAgreedInput {
  /** The Observation of before the writes. */
  observed: Observation;
  /** The Ledger after them: what is done there, the card shows now. */
  ledger: ReadonlyMap<string, LedgerRecord>;
  /** See `roadmapKey`. */
  roadmap: string;
  /** ISO instant. */
  now: string;
}

type Word<T> = Omit<T, 'revision' | 'on'>;

/** What roadmap, issue and board agree on after this sync; null while there is nothing but the roadmap. */
export function nextAgreed(agreement: ItemAgreement, input: NextAgreedInput): Agreed | null {
  const { before } = agreement;
  const revision = (before?.revision ?? 0) + 1;
  const on = dateOf(input.now);
  const stamp = <T extends AgreedStatus | AgreedWord>(old: T | undefined, now: Word<T> | null): T | undefined => {
    if (now === null) return undefined;
    if (old !== undefined && isDeepStrictEqual({ ...old, revision: 0, on: '' }, { ...now, revision: 0, on: '' }))
      return old;
    return { ...now, revision, on } as T;
  };
  const isWritten = wasWritten(agreement, input);
  const facet = (name: 'target' | 'date' | 'lane'): AgreedWord | undefined =>
    stamp(before?.[name], wordAfter(agreement, name, isWritten, input));
  const [target, date, lane] = [facet('target'), facet('date'), facet('lane')];
  const stamped = stamp(before?.status, statusAfter(agreement, isWritten, input));
  // While a proposal to take something back is open, its key names this revision: a refusal must find it again.
  const status =
    isPending(agreement) && stamped ? { ...stamped, revision: before?.status?.revision ?? revision } : stamped;
  const card = cardAfter(agreement, isWritten, input);
  const milestone = nextMilestone(agreement, input);
  if (before === null && [card, status, target, date, lane, milestone].every((part) => part === undefined)) return null;
  const next: Agreed = {
    revision,
    ...(card === undefined ? {} : { card }),
    ...(status === undefined ? {} : { status }),
    ...(target === undefined ? {} : { target }),
    ...(date === undefined ? {} : { date }),
    ...(lane === undefined ? {} : { lane }),
    ...(milestone === undefined ? {} : { milestone }),
  };
  const isSame = before !== null && isDeepStrictEqual({ ...before, revision }, next);
  return isSame ? before : next;
}

/** The card shows what was to be written: by this sync, or by one that was cut off before it remembered. */
function wasWritten(agreement: ItemAgreement, { observed, ledger, roadmap }: NextAgreedInput): boolean {
  const operation = cardOperationOf(agreement, observed, roadmap);
  return operation !== null && ledger.get(operation.key)?.state === 'done';
}

/** Cards that cannot be seen now, of a board that is still wanted: what is known of them stays known. */
const isOutOfSight = ({ card }: ItemAgreement, { observed }: NextAgreedInput): boolean =>
  card === 'archived' || (card === 'none' && observed.board != null && usableBoard(observed) === null);

function cardAfter(agreement: ItemAgreement, isWritten: boolean, input: NextAgreedInput): Agreed['card'] {
  const { card, place, before } = agreement;
  const board = usableBoard(input.observed);
  if (isOutOfSight(agreement, input) || card === 'removed') return before?.card;
  if (board === null || place === null || (card === 'absent' && !isWritten)) return undefined;
  return { board: boardName(board), issue: place.key };
}

/** An issue was reopened, and the roadmap has not taken back yet that the item is over. */
const isPending = ({ implied }: ItemAgreement): boolean => implied.wanted?.because === 'reopened';

function statusAfter(agreement: ItemAgreement, isWritten: boolean, input: NextAgreedInput): Word<AgreedStatus> | null {
  const { before, item, issue, facets } = agreement;
  const old = before?.status;
  const words =
    isPending(agreement) && old !== undefined
      ? { roadmap: old.roadmap, issue: old.issue }
      : { roadmap: item.status, issue: issue.state ?? old?.issue ?? null };
  if (isOutOfSight(agreement, input)) return old?.column === undefined ? words : old;
  const facet = facets.find((one) => one.facet === 'status');
  if (facet === undefined) return words.issue === null && old === undefined ? null : words;
  const column = columnAfter(facet, isWritten);
  if (column !== undefined) return { ...words, column };
  return facet.base === null || old === undefined ? words : old;
}

function wordAfter(
  agreement: ItemAgreement,
  name: 'target' | 'date' | 'lane',
  isWritten: boolean,
  input: NextAgreedInput,
): Word<AgreedWord> | null {
  const old = agreement.before?.[name];
  if (isOutOfSight(agreement, input)) return old ?? null;
  const facet = agreement.facets.find((one) => one.facet === name);
  if (facet === undefined) return null;
  const card = columnAfter(facet, isWritten);
  if (card !== undefined) return { roadmap: facet.word, card };
  return facet.base === null ? null : (old ?? null);
}

/** What the card shows undisputed; undefined while something is open. */
function columnAfter({ verdict, shown, write }: FacetAgreement, isWritten: boolean): string | null | undefined {
  if (verdict === 'settled') return shown;
  return verdict === 'write' && isWritten ? write?.shown : undefined;
}
