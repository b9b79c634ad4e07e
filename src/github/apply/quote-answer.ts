/** GitHub's words may repeat ours, which came out of a roadmap: one line, shortened, in quotation marks. */
export function quoteAnswer(said: string): string {
  const line = said.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return `"${line.length > 200 ? `${line.slice(0, 200)}…` : line}"`;
}
