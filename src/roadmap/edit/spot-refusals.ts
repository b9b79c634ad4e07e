import type { EditDocument, Work } from './document.ts';
import { refuse } from './edit.ts';
import type { Refusal } from './edit.ts';
import { samePath, sayPath } from './section-path.ts';

/** Each tells why no item can be put into a section. */

export function unknownSection(document: EditDocument, path: readonly string[]): Refusal {
  const known = [...new Set(document.places.filter((place) => place.isRead).map((place) => sayPath(place.scope.path)))];
  const choice =
    known.length === 0
      ? 'The file has no sections.'
      : `Sections there are: ${known.slice(0, 8).join(', ')}${known.length > 8 ? ', …' : ''}.`;
  return refuse('not-found', `${document.context.file} has no section ${sayPath(path)}. ${choice}`);
}

export function leftOut(document: EditDocument, path: readonly string[]): Refusal {
  const place = document.places.find((candidate) => samePath(candidate.scope.path, path));
  return refuse(
    'shape',
    `${sayPath(path)} is not read as a section with items, so that an item there would be lost. Choose a section that holds items.`,
    place?.section.line ?? null,
  );
}

export function severalOf(document: EditDocument, path: readonly string[]): Refusal {
  return refuse(
    'not-found',
    `${document.context.file} has several sections ${sayPath(path)}; one was expected. Give them different headings.`,
  );
}

export function unshapely(path: readonly string[]): Refusal {
  return refuse(
    'shape',
    `${sayPath(path)} has no item on lines of its own (only cells of a table, or groups), below which another could stand. Add it by hand.`,
  );
}

export function inTags(path: readonly string[], { item }: Work): Refusal {
  return refuse(
    'shape',
    `The items of ${sayPath(path)} are rows of a table in HTML tags, which no row can be added to exactly. Add it by hand.`,
    item.line,
  );
}

export function cutOff(path: readonly string[], works: readonly Work[]): Refusal {
  return refuse(
    'shape',
    `The rows of ${sayPath(path)} are cut off from their table by a blank line, and one more would be too. Remove the blank line first.`,
    works[0]?.item.line ?? null,
  );
}

export function noShape(document: EditDocument, path: readonly string[]): Refusal {
  return refuse(
    'shape',
    `${document.context.file} has no item whose shape one in ${sayPath(path)} could take. Write the first one by hand.`,
  );
}
