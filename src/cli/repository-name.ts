import { Failure } from './failure.ts';

const NAME = /^[A-Za-z0-9_-]{1,39}\/[A-Za-z0-9._-]{1,100}$/;

/** Whether the text is `owner/name`. */
export const isRepositoryName = (text: string): boolean => NAME.test(text) && !/\/\.{1,2}$/.test(text);

/** The text itself when it is `owner/name`; throws Failure otherwise. `source` says where it was given: `--repo`. */
export function repositoryName(text: string, source: string): string {
  if (isRepositoryName(text)) return text;
  throw new Failure(`${source} is ${JSON.stringify(text)}, expected OWNER/NAME, ${likely(text)}`);
}

/** What was probably meant: the name in an address, or a command that takes a file. */
function likely(text: string): string {
  const inAddress = /^(?:https?:\/\/|git@)[^/:\s]+[/:]([^/\s]+\/[^/\s]+?)(?:\.git)?\/?$/.exec(text)?.[1];
  if (inAddress !== undefined && isRepositoryName(inAddress)) return `here ${inAddress}.`;
  const example = 'such as octocat/hello-world.';
  return /\.(?:md|markdown)$/i.test(text)
    ? `${example} Of a file alone, milepost lint and milepost report tell.`
    : example;
}
