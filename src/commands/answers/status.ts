/** What `/roadmap status` answers about one item: only what everybody who reads the repository can read elsewhere. */
import { factOf } from '../../plan/facts.ts';
import { mayTell } from '../../plan/choices.ts';
import type { Conversation } from '../../plan/conversation.ts';
import { referenceKey, type Observation } from '../../plan/observation.ts';
import type { Base, LedgerRecord, Plan } from '../../plan/model.ts';
import { findOpenedIssues } from '../../plan/opened-issues.ts';
import { findSlips } from '../../plan/slips.ts';
import type { Policy } from '../../policy/policy.ts';
import { capitalise, enumerate } from '../../render/count.ts';
import { inertMessage, inertText } from '../../render/inert.ts';
import type { Links } from '../../render/links.ts';
import { inertTarget, missedTarget } from '../../render/slip-sentence.ts';
import type { Item, Roadmap } from '../../roadmap/model.ts';
import { quote } from '../about/names.ts';

export interface StatusFacts {
  desired: Roadmap;
  observed: Observation;
  base: Base | null;
  ledger: ReadonlyMap<string, LedgerRecord>;
  conversation: Conversation;
  plan: Plan;
  policy: Policy;
  /** ISO instant. */
  now: string;
  links: Links;
  /** Address of the standing pull request, null while there is none. */
  pullLink: string | null;
}

/** As many findings and proposals of one item are told. */
const MOST = 6;

/** A line that names the item, and one line for each thing that there is to tell. */
export function statusAnswer(item: Item, facts: StatusFacts): string {
  const { desired, links } = facts;
  const lines = [
    ...sectionLine(item),
    ...targetLine(item, facts),
    `Status: ${item.status}`,
    ...boardLine(item, facts),
    ...earlierLine(item, facts),
    ...waitingLine(item, facts),
    ...quietLine(item, facts),
    ...findingLines(item, facts),
  ];
  return [`**${quote(item.title)}**, ${links.line(desired.file, item.line)}`, ...lines.map((line) => `- ${line}`)].join(
    '\n',
  );
}

const sectionLine = ({ path }: Item): string[] =>
  path.length === 0 ? [] : [`Section: ${inertText(path.join(' › '), { maxLength: 300 })}`];

function targetLine(item: Item, facts: StatusFacts): string[] {
  const { target } = item;
  const { desired, observed, base, policy, now } = facts;
  const slip = findSlips({ desired, observed, base, policy, now, opened: findOpenedIssues(facts) }).get(item.id);
  if (target === null && slip === undefined) return ['Planned for: nothing in particular'];
  const end = target?.end != null && target.end !== target.text ? `, until ${target.end}` : '';
  const planned = target === null ? [] : [`Planned for: ${inertTarget(target.text)}${end}`];
  return [...planned, ...(slip === undefined ? [] : [`Late: it ${missedTarget(slip)}`])];
}

/** The column is told only where everybody can see the board. */
function boardLine(item: Item, { observed, policy }: StatusFacts): string[] {
  const { board } = observed;
  if (board?.state !== 'found' || !board.public) return [];
  const columns = item.references.flatMap((reference) => {
    if (factOf(reference, observed).state !== 'found') return [];
    const found = observed.references[referenceKey(reference)];
    const card = found?.state === 'found' ? found.card : null;
    if (card == null || card.archived) return [];
    return [card.values[policy.board.status_field.toLowerCase()] ?? 'no column'];
  });
  const title = inertText(board.title, { maxLength: 80 });
  return columns.length === 0
    ? []
    : [
        `On the board ${title}: ${enumerate([...new Set(columns)].map((column) => inertText(column, { maxLength: 60 })))}`,
      ];
}

function earlierLine(item: Item, { base }: StatusFacts): string[] {
  const earlier = base?.items.find(({ id }) => id === item.id)?.earlierTargets ?? [];
  if (earlier.length === 0) return [];
  const texts = earlier.slice(-MOST).map(({ text }) => inertTarget(text));
  const more = earlier.length > MOST ? ' and others' : '';
  return [`Planned before for: ${texts.join(', then ')}${more}`];
}

function waitingLine(item: Item, { plan, pullLink }: StatusFacts): string[] {
  const proposals = plan.proposals.filter((proposal) => proposal.item?.id === item.id);
  if (proposals.length === 0) return [];
  const where = pullLink === null ? 'the roadmap’s pull request' : pullLink;
  const summaries = proposals.slice(0, MOST).map(({ summary }) => inertText(summary, { maxLength: 160 }));
  return [`Waiting in ${where}: ${summaries.join('; ')}`];
}

function quietLine(item: Item, { conversation, now }: StatusFacts): string[] {
  const today = now.slice(0, 10);
  const snoozed = conversation.snoozed.filter(
    ({ item: id, until }) => id === item.id && (until === null || until >= today),
  );
  const ignored = conversation.ignored.filter(({ item: id }) => id === item.id).map(({ rule }) => `\`${rule}\``);
  return [
    ...snoozed.map(({ until }) => (until === null ? 'Snoozed' : `Snoozed until ${until}`)),
    ...(ignored.length === 0 ? [] : [`Ignored here: ${enumerate(ignored)}`]),
    ...(conversation.quiet.includes(item.id) ? ['No slip comments are written'] : []),
  ];
}

function findingLines(item: Item, { plan, conversation, now }: StatusFacts): string[] {
  const findings = plan.findings.filter(
    (finding) => finding.item === item.id && mayTell(finding, { conversation, now }),
  );
  if (findings.length === 0) return ['Nothing disagrees'];
  const rest = findings.length - MOST;
  return [
    ...findings.slice(0, MOST).map(({ rule, message }) => `\`${rule}\`: ${capitalise(inertMessage(message))}`),
    ...(rest > 0 ? [`… and ${rest} more findings`] : []),
  ];
}
