/** What to write for a Reference whose thing has moved. */
import type { Reference } from '../roadmap/model.ts';
import type { FoundReference } from './observation.ts';
import { readLabel } from './label.ts';
import { nameOf } from './references.ts';

/**
 * Replacement for exactly the reference's range; null where the label says more than the reference, since then only its
 * author knows what of it stays. `#12` becomes `acme/sail#3`, `[12](…)` becomes `[acme/sail#3](https://…)`; a bare
 * number keeps its form where the repository stays.
 */
export function movedText(reference: Reference, found: FoundReference): string | null {
  const text = reference.text.trim();
  const isUrl = /^https?:\/\/\S+$/.test(text);
  if (!isUrl && readLabel(text) === null) return null;
  const label = isUrl ? found.url : nameOf(found);
  // The range of a link is longer than its label: brackets and address belong to it.
  const isBare = reference.range.endOffset - reference.range.startOffset === reference.text.length;
  if (isBare) return label;
  return `[${label}](${found.url})`;
}
