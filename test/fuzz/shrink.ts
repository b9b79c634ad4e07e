/**
 * A shorter text that `fails` as well: lines are left out, then characters, in ever smaller pieces, as long as there is
 * time. `fails(text)` must hold for the text given.
 */
export async function shrink(
  text: string,
  fails: (text: string) => Promise<boolean>,
  isTime: () => boolean,
): Promise<string> {
  const byLines = await shrinkParts(text.split(/(?<=\n)/), fails, isTime);
  return (await shrinkParts(Array.from(byLines.join('')), fails, isTime)).join('');
}

async function shrinkParts(
  whole: string[],
  fails: (text: string) => Promise<boolean>,
  isTime: () => boolean,
): Promise<string[]> {
  let parts = whole;
  let size = Math.ceil(parts.length / 2);
  while (size >= 1 && isTime()) {
    let isShorter = false;
    for (let at = 0; at < parts.length && isTime();) {
      const rest = parts.toSpliced(at, size);
      if (await fails(rest.join(''))) {
        parts = rest;
        isShorter = true;
      } else at += size;
    }
    if (!isShorter || size > parts.length) size = size === 1 ? 0 : Math.ceil(size / 2);
  }
  return parts;
}
