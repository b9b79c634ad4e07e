/** `@@ -12,7 +12,9 @@ Plans`: where a hunk begins in the old and the new file. */
const HUNK = /^@@ -\d{1,9}(?:,\d{1,9})? \+(\d{1,9})(?:,\d{1,9})? @@/;

/** Lines of the new file (1-based) that stand in the diff: only they can be commented on. Empty for no patch. */
export function linesInDiff(patch: string | null): Set<number> {
  const lines = new Set<number>();
  let line: number | null = null;
  for (const row of (patch ?? '').split('\n')) {
    const start = HUNK.exec(row)?.[1];
    if (start !== undefined) line = Number(start);
    else if (line !== null && (row.startsWith('+') || row.startsWith(' '))) {
      lines.add(line);
      line += 1;
    }
  }
  return lines;
}
