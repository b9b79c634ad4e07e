import { messagePage } from './message-page.ts';
import type { Visit } from './visit.ts';

/**
 * One page for what does not exist and for what may not be seen: the same bytes for the same Visit, so that nobody can tell
 * one from the other. It repeats nothing of the address that was asked for.
 */
export function notFoundPage(input: Visit): string {
  const { signIn, person } = input;
  const words =
    person !== null
      ? ['If you expected a private repository here: Milepost shows it only to people who can read it on GitHub.']
      : signIn === null
        ? []
        : ['If it is about a private repository that you can read on GitHub, sign in to see it.'];
  return messagePage({
    ...input,
    title: 'Not found',
    text: ['There is no public roadmap at this address.', ...words],
    link: input.home === null ? null : { path: input.home, words: 'All public roadmaps' },
  });
}
