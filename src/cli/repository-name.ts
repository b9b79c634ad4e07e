import { Failure } from './failure.ts';

const NAME = /^[A-Za-z0-9_-]{1,39}\/[A-Za-z0-9._-]{1,100}$/;

/** Whether the text is `owner/name`. */
export const isRepositoryName = (text: string): boolean => NAME.test(text) && !/\/\.{1,2}$/.test(text);

/** The text itself when it is `owner/name`; throws Failure otherwise. `source` says where it was given: `--repo`. */
export function repositoryName(text: string, source: string): string {
  if (isRepositoryName(text)) return text;
  throw new Failure(`${source} is ${JSON.stringify(text)}, expected OWNER/NAME, such as octocat/hello-world.`);
}
