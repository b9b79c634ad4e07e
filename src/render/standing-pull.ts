/** The standing pull request as people read it: title, body, and the message of its commit. */
import { writeEditMarker } from '../plan/edit-boxes.ts';
import type { Proposal } from '../plan/proposal.ts';
import { count } from './count.ts';
import { inertCode, inertCommit, inertMessage, inertText } from './inert.ts';
import { createLinks, linkAddress, quietAddress, type LinkPlace, type Links } from './links.ts';
import { joinSections, paragraph, type Section } from './sections.ts';

/** An edit that nobody refused and that cannot be made, with the reason. */
export interface InexactEdit {
  proposal: Proposal;
  message: string;
}

export interface StandingPullContent {
  /** Path of the roadmap file. */
  file: string;
  /** The only roadmap of its repository. */
  isOnly: boolean;
  /** What is on the branch. */
  held: readonly Proposal[];
  refused: readonly Proposal[];
  inexact: readonly InexactEdit[];
  /** People's commits are on the branch. */
  isShared: boolean;
  /** Who the commit is signed off by: `milepost[bot]`; null without a sign-off. */
  signedOffBy: string | null;
}

export interface StandingPullPlace extends Pick<LinkPlace, 'serverUrl' | 'repo' | 'ref'> {
  /** Page about Milepost. */
  documentationUrl: string;
}

/** The place with its links, which leave no backlink on any issue. */
interface Place extends StandingPullPlace {
  links: Links;
}

/** Longest body GitHub takes, in characters. */
const BODY_LENGTH = 65_536;
/** Beyond it GitHub breaks a commit's headline. */
const HEADLINE_LENGTH = 72;
const TITLE_LENGTH = 120;

/** What it does where that is one thing, else of how many edits it is. It may become the headline of a commit. */
export function pullTitle({ file, isOnly, held }: StandingPullContent): string {
  return inertCommit(headingOf(file, isOnly, held), { maxLength: TITLE_LENGTH });
}

function headingOf(file: string, isOnly: boolean, held: readonly Proposal[]): string {
  const [only] = held;
  if (held.length === 1 && only !== undefined) return only.summary;
  const what = isOnly ? 'Roadmap' : `Roadmap ${file}`;
  return held.length === 0 ? `${what}: nothing left to edit` : `${what}: ${count(held.length, 'edit')}`;
}

/** Headline and body of a commit with these edits; `signOff` is the whole trailer, null for none. */
export function commitMessage(
  { file, isOnly, held }: Pick<StandingPullContent, 'file' | 'isOnly' | 'held'>,
  signOff: string | null,
): { headline: string; body: string } {
  const lines = held.map((proposal) => `- ${inertCommit(`${proposal.summary}: ${proposal.reason}`)}`);
  return {
    headline: inertCommit(headingOf(file, isOnly, held), { maxLength: HEADLINE_LENGTH }),
    body: [lines.join('\n'), ...(signOff === null ? [] : [signOff])].join('\n\n'),
  };
}

/**
 * The body without its marker: each edit as a box with its reason, where it came from and how to refuse it. At most as long as
 * GitHub takes with a marker of `markerLength` characters; what does not fit is left out by whole edits, and its number said.
 */
export function pullBody(content: StandingPullContent, place: StandingPullPlace, markerLength: number): string {
  const links = createLinks({ ...place, isConversation: true });
  return joinSections(bodySections(content, { ...place, links }), {
    last: footer(content, place),
    maxLength: BODY_LENGTH - markerLength - '\n\n'.length,
    notice: (leftOut) => `… and ${count(leftOut, 'edit')} more, which do not fit into a pull request's text.`,
  });
}

/** Of a pull request that Milepost closes since nothing is left in it. */
export function closedBody({ file, refused }: Pick<StandingPullContent, 'file' | 'refused'>): string {
  const why =
    refused.length === 0
      ? `${inertCode(file)} says by now what was proposed here, or it is no longer true.`
      : `What was proposed here was unticked, or ${inertCode(file)} says it by now.`;
  return `Nothing is left to propose, so Milepost closed this pull request. ${why}`;
}

function bodySections(content: StandingPullContent, place: Place): Section[] {
  const { file, held, refused, inexact, isShared } = content;
  const link = place.links.line(file, 1, file);
  const inexactOnes = inexact.map(
    ({ proposal, message }) =>
      `- ${summaryOf(proposal, file, place)}: could not be written exactly. ${inertMessage(message, { maxLength: 400 })}`,
  );
  return [
    paragraph(lead(held.length, isShared, link)),
    ...boxes('', held, '[x]', file, place),
    ...boxes(REFUSED, refused, '[ ]', file, place),
    ...listed('**Left to you:**', inexactOnes),
  ];
}

const REFUSED = '**Refused, and not proposed.** Tick one to have it proposed again:';

function lead(held: number, isShared: boolean, link: string): string {
  const proposed =
    held === 0 ? `Milepost has nothing left to propose for ${link}.` : `${count(held, 'edit')} of ${link}.`;
  if (!isShared) {
    return held === 1
      ? `${proposed} Untick it, or close this pull request, to refuse it: it is not proposed again.`
      : `${proposed} Untick one to leave it out: it is taken off this branch and not proposed again. Closing this pull request refuses all of them.`;
  }
  return `${proposed} There are commits of others on this branch, so Milepost no longer rebuilds it: what is new comes as one more commit, and nothing is taken off. An edit that you untick is not proposed again; taking it off this branch is up to you.`;
}

const boxes = (heading: string, proposals: readonly Proposal[], box: string, file: string, place: Place): Section[] =>
  listed(
    heading,
    proposals.map(
      (proposal) =>
        `- ${box} ${summaryOf(proposal, file, place)} – ${reasonOf(proposal, place)}. ${writeEditMarker(proposal.key)}`,
    ),
  );

const listed = (heading: string, entries: string[]): Section[] =>
  entries.length === 0 ? [] : [{ lead: heading, entries, tail: '' }];

function summaryOf({ summary, item }: Proposal, file: string, { links }: Place): string {
  const what = inertText(summary, { maxLength: 300 });
  return item === null ? what : `${what} (${links.line(file, item.line)})`;
}

/** No name is a mention, and no link leads outside the repository. */
function reasonOf({ reason, source, issue }: Proposal, place: Place): string {
  if (source.kind === 'command') {
    const address = quietAddress(source.url, place);
    return `asked for by ${inertText(source.by)} in ${address === null ? 'a comment' : `[a comment](${address})`}`;
  }
  if (issue === undefined) return inertMessage(reason, { maxLength: 400 });
  const { owner, repo, number } = issue;
  const link = place.links.issue(issue);
  // A reason that begins with the issue does not name it twice.
  const name = [`#${number} `, `${owner}/${repo}#${number} `].find((begin) => reason.startsWith(begin)) ?? '';
  const words = inertMessage(reason.slice(name.length), { maxLength: 400 });
  return `${link}${name === '' ? ':' : ''} ${words}`;
}

function footer({ signedOffBy }: StandingPullContent, { documentationUrl }: StandingPullPlace): string {
  const signed = signedOffBy === null ? '' : ` The commit is signed off (DCO) by ${inertCode(signedOffBy)}.`;
  return `Kept up to date by [Milepost](${linkAddress(documentationUrl)}).${signed} To have no more of these: \`pull_request.enabled: false\` in \`.github/milepost.yml\`.`;
}
