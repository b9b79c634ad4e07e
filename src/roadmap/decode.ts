import type { Problem } from './model.ts';
import { unreadable } from './unreadable.ts';

/** The longest roadmap that is read, in bytes. The longest real one seen has 67 kB. */
export const MAX_ROADMAP_BYTES = 256 * 1024;

/**
 * The text of a roadmap file, without its byte order mark; `bom` says whether there was one, so that an edit can put it
 * back. A file over `MAX_ROADMAP_BYTES` or not in UTF-8 gives a Problem instead. Zero bytes are an empty text.
 */
export function decode(bytes: Uint8Array, file: string): { text: string; bom: boolean } | { problem: Problem } {
  if (bytes.byteLength > MAX_ROADMAP_BYTES) {
    return {
      problem: unreadable(
        `${file} has ${bytes.byteLength} bytes; a roadmap of at most ${MAX_ROADMAP_BYTES} bytes (256 KiB) was expected. ` +
          'Split the file, or name a shorter one in the configuration.',
      ),
    };
  }
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bom ? bytes.subarray(3) : bytes);
    return { text, bom };
  } catch {
    // The decoder's own error names neither file nor place, so nothing of it is worth keeping.
    return {
      problem: unreadable(
        `${file} is not UTF-8; a Markdown file in UTF-8 was expected. Save it as UTF-8, as most editors can.`,
      ),
    };
  }
}
