/** The issues and comments that Milepost writes: brief, true whenever they are read, and inert. */
import { roadmapKey } from '../plan/keys.ts';
import { writeIssueMarker, writeSlipMarker } from '../plan/marker.ts';
import type { CommentSlip, OpenIssue, OperationItem, Slip, UpdateSlipComment } from '../plan/model.ts';
import type { Policy } from '../policy/policy.ts';
import { inertBlock, inertCode, inertPlain, inertText } from './inert.ts';
import { linkAddress } from './links.ts';
import { plainText, shorten } from './plain-text.ts';
import { inertTarget, missedTarget } from './slip-sentence.ts';

export interface TextsContext {
  /** Address of the roadmap's lines at the commit that was read. */
  permalink: (line: number, endLine: number) => string;
  /** `id` is the repository's database id, `repo` its `owner/name`. */
  roadmap: { id: number; path: string; repo: string };
  /** Page about Milepost itself, for whoever meets it for the first time. */
  documentationUrl: string;
}

/** What `apply` is handed, in the shape of `Texts` in src/github/texts.ts. */
export interface IssueAndCommentTexts {
  openIssue(operation: OpenIssue, waiting: string[]): { title: string; body: string };
  slipComment(operation: CommentSlip | UpdateSlipComment): { body: string };
}

/** Longest title GitHub takes, in characters. */
const TITLE_LENGTH = 256;
/** Longest body GitHub takes, in characters. */
const BODY_LENGTH = 65_536;

/** Issue titles and bodies, slip comments. The same operation gives the same text, so an edit that changes nothing is not made. */
export const createTexts = (context: TextsContext): IssueAndCommentTexts => ({
  openIssue: (operation, waiting) => ({
    title: inertPlain(operation.item.title, { maxLength: TITLE_LENGTH }) || 'Roadmap item',
    body: issueBody(operation, waiting, context),
  }),
  slipComment: (operation) => ({ body: commentBody(operation, context) }),
});

function issueBody(operation: OpenIssue, waiting: string[], context: TextsContext): string {
  const rest = [
    issueFacts(operation, context),
    `${issueReason(operation, context)} ${howToStop(operation.reason)}`,
    writeIssueMarker(issueMarker(operation.item, waiting, context)),
  ].join('\n\n');
  const description = inertBlock(operation.item.description, { maxLength: BODY_LENGTH - rest.length - 2 });
  return description === '' ? rest : `${description}\n\n${rest}`;
}

function issueFacts({ item }: OpenIssue, context: TextsContext): string {
  const facts = [
    ...(item.path.length > 0 ? [`Section: ${inertText(item.path.join(' › '), { maxLength: 300 })}`] : []),
    ...(isTargetToTell(item) ? [`Planned for: ${inertTarget(item.target)}`] : []),
    `In the roadmap: ${roadmapLink(item, context)}`,
  ];
  return facts.map((fact) => `- ${fact}`).join('\n');
}

/** What the innermost section is called needs no second line: `v1.7.0` above an item planned for `1.7.0`. */
const isTargetToTell = (item: OperationItem): item is OperationItem & { target: string } =>
  item.target !== null && nameOf(item.target) !== '' && nameOf(item.target) !== nameOf(item.path.at(-1) ?? '');

const nameOf = (text: string): string =>
  plainText(text)
    .toLowerCase()
    .replace(/^v(?=\d)/u, '');

function issueReason({ reason, slip }: OpenIssue, context: TextsContext): string {
  const missed = slip === null ? 'has slipped' : missedTarget(slip);
  const because = BECAUSE[reason](inertCode(context.roadmap.path), missed);
  return `Opened by [Milepost](${linkAddress(context.documentationUrl)}) because ${because}.`;
}

const BECAUSE: Record<OpenIssue['reason'], (file: string, missed: string) => string> = {
  placeholder: (file) => `${file} says that an issue for this is still to come`,
  unreferenced: (file) => `${file} names no issue for this`,
  slipped: (file, missed) => `this ${missed}, and ${file} names no issue for it`,
};

const OPEN_FOR: Record<OpenIssue['reason'], Policy['issues']['open_for'][number]> = {
  placeholder: 'placeholders',
  slipped: 'slipped',
  unreferenced: 'unreferenced',
};

const howToStop = (reason: OpenIssue['reason']): string =>
  `To have no more of these, take \`${OPEN_FOR[reason]}\` out of \`issues.open_for\` in \`.github/milepost.yml\`.`;

function commentBody(operation: CommentSlip | UpdateSlipComment, context: TextsContext): string {
  const { item, slip, issue } = operation;
  const title = inertText(item.title, { maxLength: 120 });
  const isElsewhere = `${issue.owner}/${issue.repo}`.toLowerCase() !== context.roadmap.repo.toLowerCase();
  const where = isElsewhere ? ` of ${inertText(context.roadmap.repo)}` : '';
  const sentences = [
    `“${title}” ${missedTarget(slip)}.`,
    plannedNow(slip),
    `See ${roadmapLink(item, context)}${where}.`,
  ];
  return [
    sentences.filter((sentence) => sentence !== '').join(' '),
    `To have no more of these comments: \`slips.comment: false\` in \`.github/milepost.yml\`${where} ([about Milepost](${linkAddress(context.documentationUrl)})).`,
    writeSlipMarker({
      roadmap: roadmapKey(context.roadmap.id, context.roadmap.path),
      item: item.id,
      missed: slip.missedKey,
    }),
  ].join('\n\n');
}

/** Where it is planned now, or what would settle it; '' where that is said already. */
function plannedNow({ reason, missed, now }: Slip): string {
  if (reason === 'moved-later') return '';
  if (now === null) return 'The roadmap gives it no target now.';
  if (now !== missed) return `The roadmap plans it for ${inertTarget(now)} now.`;
  const later = reason === 'milestone-due' ? 'A later due date of the milestone, a' : 'A';
  return `${later} new target in the roadmap, or closing this issue, settles it.`;
}

function roadmapLink(item: OperationItem, { permalink, roadmap }: TextsContext): string {
  const label = `${inertText(roadmap.path, { maxLength: 120 })}, line ${item.line}`;
  return `[${label}](${linkAddress(permalink(item.line, item.endLine))})`;
}

/** The reader of markers takes no longer ones, and a body must hold more than its marker. */
const MARKER_BYTES = 28_000;

/**
 * The words of the item as they are, since they are compared later, but bounded. Of thousands of waiting ids the first
 * are kept, in document order: they are the next ones that a door without a Ledger would go on with.
 */
function issueMarker(item: OperationItem, waiting: string[], { roadmap }: TextsContext): MarkerData {
  const data = {
    roadmap: roadmapKey(roadmap.id, roadmap.path),
    item: item.id,
    title: shorten(item.title, 500),
    path: item.path.slice(0, 12).map((title) => shorten(title, 200)),
  };
  const room = MARKER_BYTES - Buffer.byteLength(JSON.stringify(data));
  const perId = Math.max(...waiting.map((id) => Buffer.byteLength(JSON.stringify(id)) + 1), 1);
  return { ...data, waiting: waiting.slice(0, Math.max(0, Math.floor(room / perId))) };
}

type MarkerData = Parameters<typeof writeIssueMarker>[0];
