import type { Item } from '../../roadmap/model.ts';
import { shorten } from '../../render/plain-text.ts';

/** An item's title where plain text is wanted: shortened, not yet inert. */
export const plainTitle = ({ title }: Pick<Item, 'title'>): string => shorten(title, 80);
