/** All rules, in the order of their ids. Each has its page, docs/rules/<id>.md. */
import type { Rule } from './rule.ts';
import { archivedCard } from './rules/archived-card.ts';
import { boardClosed } from './rules/board-closed.ts';
import { boardForbidden } from './rules/board-forbidden.ts';
import { boardHidden } from './rules/board-hidden.ts';
import { boardMissingField } from './rules/board-missing-field.ts';
import { boardNotFound } from './rules/board-not-found.ts';
import { boardUnknownOption } from './rules/board-unknown-option.ts';
import { brokenHatch } from './rules/broken-hatch.ts';
import { brokenReference } from './rules/broken-reference.ts';
import { cardRemoved } from './rules/card-removed.ts';
import { closedNotDone } from './rules/closed-not-done.ts';
import { columnMismatch } from './rules/column-mismatch.ts';
import { conflict } from './rules/conflict.ts';
import { detachedRow } from './rules/detached-row.ts';
import { doneNotClosed } from './rules/done-not-closed.ts';
import { droppedNotClosed } from './rules/dropped-not-closed.ts';
import { duplicateItem } from './rules/duplicate-item.ts';
import { linkTextMismatch } from './rules/link-text-mismatch.ts';
import { milestoneMismatch } from './rules/milestone-mismatch.ts';
import { mojibake } from './rules/mojibake.ts';
import { movedReference } from './rules/moved-reference.ts';
import { noItems } from './rules/no-items.ts';
import { overdue } from './rules/overdue.ts';
import { placeholder } from './rules/placeholder.ts';
import { privateReference } from './rules/private-reference.ts';
import { staleLastUpdated } from './rules/stale-last-updated.ts';
import { unknownMilestone } from './rules/unknown-milestone.ts';
import { unknownSection } from './rules/unknown-section.ts';
import { unreadableFile } from './rules/unreadable-file.ts';
import { unreadableTimeframe } from './rules/unreadable-timeframe.ts';
import { unreferencedItem } from './rules/unreferenced-item.ts';

export const rules: readonly Rule[] = [
  archivedCard,
  boardClosed,
  boardForbidden,
  boardHidden,
  boardMissingField,
  boardNotFound,
  boardUnknownOption,
  brokenHatch,
  brokenReference,
  cardRemoved,
  closedNotDone,
  columnMismatch,
  conflict,
  detachedRow,
  doneNotClosed,
  droppedNotClosed,
  duplicateItem,
  linkTextMismatch,
  milestoneMismatch,
  mojibake,
  movedReference,
  noItems,
  overdue,
  placeholder,
  privateReference,
  staleLastUpdated,
  unknownMilestone,
  unknownSection,
  unreadableFile,
  unreadableTimeframe,
  unreferencedItem,
];
