import { REASONS } from '../classify/reasons.ts';
import type { Signal } from '../classify/reasons.ts';
import type { Decision } from './reading.ts';

/** A stretch of lines that speaks for itself as far as nothing inside it does. */
export interface Layer {
  /** 1-based, both inclusive. */
  line: number;
  endLine: number;
  signal: Signal;
  reason: string;
  /** Indices of the items whose own words stand here. */
  items: number[];
}

/** The decisions as layers; items on the very same lines (the cells of a row) share one. */
export function mergeItems(decisions: readonly Decision[]): Layer[] {
  const layers: Layer[] = [];
  const ofItems = new Map<string, Layer>();
  for (const { line, endLine, signal, item } of decisions) {
    const key = `${line}-${endLine}`;
    const known = item === null ? undefined : ofItems.get(key);
    if (known !== undefined && item !== null) {
      known.items.push(item);
      continue;
    }
    const layer: Layer = { line, endLine, signal, reason: REASONS[signal].reason, items: item === null ? [] : [item] };
    if (item !== null) ofItems.set(key, layer);
    layers.push(layer);
  }
  return layers;
}

/**
 * The innermost layer of each line (index 0: line 1); undefined where there is none. Of layers that begin on one line the
 * shorter is the inner one, of equals the later. An item is always found on its first line: where that belongs to another
 * item, both stand there; where it belongs to what is no item (a table's markup before its first row), it is the item's.
 */
export function paint(layers: readonly Layer[], lines: number): (Layer | undefined)[] {
  const order = layers.toSorted((one, other) => one.line - other.line || other.endLine - one.endLine);
  const owners = Array.from<Layer | undefined>({ length: lines });
  for (const layer of order) owners.fill(layer, layer.line - 1, Math.min(layer.endLine, lines));
  for (const layer of order) {
    const owner = owners[layer.line - 1];
    if (layer.items.length === 0 || owner === layer) continue;
    if (owner === undefined || owner.items.length === 0) owners[layer.line - 1] = layer;
    else owner.items.push(...layer.items.splice(0));
  }
  return owners;
}
