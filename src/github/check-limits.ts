/** GitHub's limits for the texts of a check run, enforced by cutting. */

/** https://docs.github.com/en/rest/checks/runs#create-a-check-run */
export const SUMMARY_BYTES = 65_535;
export const MESSAGE_BYTES = 64 * 1024;
export const TITLE_LENGTH = 255;

const CUT = '…';

/**
 * At most `limit` bytes of UTF-8, cut between characters. GitHub speaks of characters for some limits and of bytes for
 * others: this keeps both.
 */
export function cutToBytes(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text;
  const room = Buffer.from(text).subarray(0, limit - Buffer.byteLength(CUT));
  // As a stream, the decoder holds back a character that is not complete.
  return `${new TextDecoder().decode(room, { stream: true })}${CUT}`;
}

/** At most `limit` UTF-16 units, no surrogate pair halved. */
export function cutToLength(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  return `${cut.replace(/[\ud800-\udbff]$/, '')}${CUT}`;
}
