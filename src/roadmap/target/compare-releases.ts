/** A leading `v` or a dot tells a version from a year. Numbers of more than nine digits are no versions. */
const VERSION = /^(?:v(?=\d)|(?=\d{1,9}\.))(\d{1,9}(?:\.\d{1,9}){0,5})(?:[-+.]?([a-z][a-z0-9.-]{0,40}))?$/;

function versionOf(text: string): { numbers: number[]; pre: string } | null {
  const name = text
    .trim()
    .toLowerCase()
    .replace(/^(?:release|version)[\s-]?/, '');
  const match = VERSION.exec(name);
  return match === null ? null : { numbers: match[1]!.split('.').map(Number), pre: match[2] ?? '' };
}

/**
 * Negative when `one` comes before `other` by version order (`1.7-rc1` < `1.7.0` < `1.10`), 0 for the same version,
 * null when one of them is no version.
 */
export function compareReleases(one: string, other: string): number | null {
  const [left, right] = [versionOf(one), versionOf(other)];
  if (left === null || right === null) return null;
  for (let at = 0; at < Math.max(left.numbers.length, right.numbers.length); at += 1) {
    const difference = (left.numbers[at] ?? 0) - (right.numbers[at] ?? 0);
    if (difference !== 0) return difference;
  }
  if (left.pre === right.pre) return 0;
  if (left.pre === '' || right.pre === '') return left.pre === '' ? 1 : -1;
  return left.pre < right.pre ? -1 : 1;
}
