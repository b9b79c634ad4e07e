import { InvalidArgumentError, Option } from 'commander';
import { nearest } from '../policy/nearest.ts';

/** An option that takes one of a few words; a wrong one is answered with all of them and the one that was likely meant. */
export const choiceOption = (
  flags: string,
  description: string,
  values: readonly string[],
  byDefault?: string,
): Option => {
  const option = new Option(flags, description).choices(values).argParser(oneOf(values));
  return byDefault === undefined ? option : option.default(byDefault);
};

/** Gives the word itself; throws InvalidArgumentError with what was expected. */
export const oneOf =
  (values: readonly string[]) =>
  (word: string): string => {
    if (values.includes(word)) return word;
    const meant = nearest(word, values);
    throw new InvalidArgumentError(
      `Expected one of ${values.join(', ')}.${meant === null ? '' : ` Did you mean ${meant}?`}`,
    );
  };
