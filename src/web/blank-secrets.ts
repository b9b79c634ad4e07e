/**
 * The second line of defence: nothing is written that holds a secret, and if something were, this would blank it. Known
 * values are found as they are, and as JSON, URLs and base64 write them; of tokens that nobody here can know, their shape.
 */

/** Shorter ones are found in innocent words. */
const SHORTEST = 6;

/** GitHub's tokens of all kinds, signed JSON web tokens, and passwords in addresses. */
const SHAPES: readonly [RegExp, string][] = [
  [/\b(?:gh[a-z]_|github_pat_)[\w.-]{16,}/g, '[token]'],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/g, '[token]'],
  [/(:\/\/[^/@\s"]{0,200}:)[^/@\s"]{1,200}@/g, '$1[secret]@'],
];

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/** The ways in which a secret may stand in a text. */
const formsOf = (secret: string): string[] => [
  secret,
  inJson(secret),
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64'),
];

/** A key of several lines is also found by any one of them. */
const partsOf = (secret: string): string[] => secret.split(/\r?\n|\\n/).filter((line) => !line.startsWith('-----'));

/** Gives a function that blanks these secrets, and whatever has the shape of a token, in a text. */
export function blankSecrets(secrets: readonly string[]): (text: string) => string {
  const forms = secrets.flatMap((secret) => [secret, ...partsOf(secret)]).flatMap(formsOf);
  // The longest first: a part blanked before the whole would leave the rest.
  const known = [...new Set(forms)]
    .filter(({ length }) => length >= SHORTEST)
    .toSorted((one, other) => other.length - one.length);
  return (text) => {
    const blanked = known.reduce(
      (rest, form) => (rest.includes(form) ? rest.replaceAll(form, '[secret]') : rest),
      text,
    );
    return SHAPES.reduce((rest, [shape, instead]) => rest.replace(shape, instead), blanked);
  };
}
