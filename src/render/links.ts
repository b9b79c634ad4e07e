import type { IssueAddress } from '../plan/model.ts';
import { inertText } from './inert.ts';

/** How the Markdown we write points to things. Every method gives a piece of Markdown. */
export interface Links {
  /** `[line 14](…)`; `label` stands in for the words. */
  line(file: string, line: number, label?: string): string;
  /** `[#12](…)` of the own repository, `[owner/repo#12](…)` of another. */
  issue(issue: IssueAddress): string;
  /** An issue of the own repository by its number, `#12` as inert text where there are no links. */
  ownIssue(number: number): string;
}

export interface LinkPlace {
  /** Web address of GitHub without a slash at its end: `https://github.com`. */
  serverUrl: string;
  /** `owner/name` of the repository that the text is written in. */
  repo: string;
  /** Commit, branch or tag that lines are shown at. */
  ref: string;
  /**
   * Set for the bodies of issues, pull requests and comments: there an address of an issue, of the own repository too,
   * leaves a backlink on it. A check run leaves none.
   */
  isConversation?: true;
}

/** Links for a text on GitHub; without a place, the same as words, for a text whose reader may be anywhere. */
export const createLinks = (place: LinkPlace | null): Links => (place === null ? WORDS : addressed(place));

const WORDS: Links = {
  line: (_file, line, label) => inertText(label ?? `line ${line}`),
  issue: ({ owner, repo, number }) => inertText(`${owner}/${repo}#${number}`),
  ownIssue: (number) => inertText(`#${number}`),
};

const addressed = ({ serverUrl, repo, ref, isConversation }: LinkPlace): Links => ({
  line: (file, line, label = `line ${line}`) =>
    `[${inertText(label)}](${linkAddress(`${serverUrl}/${repo}/blob/${encodePath(ref)}/${encodePath(file)}?plain=1#L${line}`)})`,
  issue: (issue) =>
    !isConversation && isIn(repo, issue) ? ownIssueLink(issue, serverUrl) : quietLink(issue, serverUrl, repo),
  ownIssue: (number) => {
    const [owner = '', name = ''] = repo.split('/');
    const issue = { owner, repo: name, number };
    return isConversation ? quietLink(issue, serverUrl, repo) : ownIssueLink(issue, serverUrl);
  },
});

const isIn = (repository: string, { owner, repo }: IssueAddress): boolean =>
  `${owner}/${repo}`.toLowerCase() === repository.toLowerCase();

/**
 * Through redirect.github.com, as GitHub advises, so that the issue gets no backlink; other hosts have no such door,
 * there it stays text.
 * https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls#avoiding-backlinks-to-linked-references
 */
function quietLink(issue: IssueAddress, serverUrl: string, ownRepo: string): string {
  const { owner, repo, number } = issue;
  const label = inertText(isIn(ownRepo, issue) ? `#${number}` : `${owner}/${repo}#${number}`);
  return serverUrl === 'https://github.com'
    ? `[${label}](${linkAddress(`https://redirect.github.com/${owner}/${repo}/issues/${number}`)})`
    : label;
}

/**
 * A page of GitHub's, such as a comment's, so that what it belongs to gets no backlink; null on other hosts, and for an address
 * that is not of that repository.
 */
export function quietAddress(url: string, { serverUrl, repo }: Pick<LinkPlace, 'serverUrl' | 'repo'>): string | null {
  const isHere = url.toLowerCase().startsWith(`https://github.com/${repo}/`.toLowerCase());
  if (serverUrl !== 'https://github.com' || !isHere) return null;
  return linkAddress(url.replace(/^https:\/\/github/i, 'https://redirect.github'));
}

const ownIssueLink = ({ owner, repo, number }: IssueAddress, serverUrl: string): string =>
  `[#${number}](${linkAddress(`${serverUrl}/${owner}/${repo}/issues/${number}`)})`;

const encodePath = (path: string): string => path.split('/').map(percentEncode).join('/');

/**
 * Percent-encodes what would end or change a link's address in Markdown, in a table's cell too; `%` itself is taken for
 * an encoding that is there already. The address is ours, a path or a branch name in it may be anybody's.
 */
export const linkAddress = (url: string): string => url.replace(/[^A-Za-z0-9\-._~:/?#@&+,;=%]+/gu, percentEncode);

/** As `encodeURIComponent`, and also what that leaves as it is; half a surrogate pair becomes U+FFFD instead of an exception. */
const percentEncode = (text: string): string =>
  encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD')).replace(
    /[!'()*]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
