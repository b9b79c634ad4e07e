import { ownPath } from './addresses.ts';
import { attribute, escaped } from './escape.ts';
import { pageDocument } from './page-document.ts';
import type { Visit } from './visit.ts';

export interface MessagePageInput extends Visit {
  title: string;
  /** One paragraph each: what happened, and what to do. */
  text: readonly string[];
  /** Where one may go on: a path of ours; null for nowhere. */
  link: { path: string; words: string } | null;
}

/** A page that says one thing: sign-in went wrong, GitHub does not answer. */
export function messagePage(input: MessagePageInput): string {
  const { title, text, link } = input;
  const path = ownPath(link?.path ?? null);
  const onward =
    link === null || path === null
      ? ''
      : `<p><a class="button strong"${attribute('href', path)}>${escaped(link.words)}</a></p>`;
  return pageDocument({
    title: `${title} · Milepost`,
    visit: input,
    main: `<div class="message"><h1>${escaped(title)}</h1>${text.map((each) => `<p>${escaped(each)}</p>`).join('')}${onward}</div>`,
  });
}
