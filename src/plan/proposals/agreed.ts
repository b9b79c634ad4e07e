/** What the roadmap should say because an issue was closed or reopened, or because somebody moved a card. */
import type { ItemAgreement } from '../agreement/agreements.ts';
import type { FacetAgreement } from '../agreement/facets.ts';
import { howClosed, howReopened, lastClosedOn } from '../agreement/issue-state.ts';
import { isFinal } from '../agreement/status.ts';
import { statusesOfColumn } from '../board/columns.ts';
import { isTargetName } from '../board/target-names.ts';
import { isSnoozed, mayTell } from '../choices.ts';
import type { Planning } from '../planning.ts';
import type { Proposal } from '../proposal.ts';
import { quote } from '../wording.ts';
import type { Edit } from '../../roadmap/edit/edit.ts';
import type { Item, Status } from '../../roadmap/model.ts';
import { moveToLane, moveToStatus, moveToTarget } from './sections-to-move-to.ts';
import { timeframeAsOf } from './timeframe-as-of.ts';

/**
 * In document order. None about what a person's command changes already, none where the rule that tells of it is off or
 * nobody wants to hear of it, and none from a card that not everybody here may see.
 */
export function agreedEdits(planning: Planning): Proposal[] {
  return [...planning.agreements.values()].flatMap((agreement) => {
    const { item } = agreement;
    if (isSnoozed(item.id, planning)) return [];
    const wished = wishedKinds(item, planning);
    const proposals = [...fromIssue(agreement, planning), ...fromCard(agreement, planning)];
    return proposals.filter(({ edits }) => !edits.some(({ kind }) => wished.has(kind)));
  });
}

/** A wish that was unticked is kept, to be ticked again; what others say since is another edit, and proposed. */
function wishedKinds(item: Item, { conversation }: Planning): Set<Edit['kind']> {
  const wishes = conversation.wishes.filter(
    (wish) => wish.item === item.id && !conversation.refused.includes(wish.key),
  );
  return new Set(wishes.flatMap(({ edits }) => edits.map(({ kind }) => kind)));
}

function mayPropose(rule: string, item: Item, planning: Planning): boolean {
  return planning.policy.rules[rule] !== 'off' && mayTell({ rule, item: item.id }, planning);
}

/** The issue's state wins over the roadmap's word. */
function fromIssue({ item, implied, issue, before }: ItemAgreement, planning: Planning): Proposal[] {
  const { wanted } = implied;
  if (wanted === null) return [];
  const isClosed = wanted.because === 'closed';
  if (!mayPropose(isClosed ? 'closed-not-done' : 'done-not-closed', item, planning)) return [];
  // Closed again later, it is another occasion: a refusal was of this one.
  const occasion = isClosed ? (lastClosedOn(issue.trackers) ?? 'closed') : `reopened-${before?.status?.revision ?? 0}`;
  return [
    {
      key: `set-status:${item.id}:${wanted.status}:${occasion}`,
      edits: statusEdits(item, wanted.status, planning),
      item: { id: item.id, title: item.title, line: item.line },
      summary: summaryOf(item, wanted.status),
      reason: isClosed ? howClosed(issue) : howReopened(issue),
      source: { kind: 'github' },
      ...issueOf(issue.trackers[0]?.found ?? null),
    },
  ];
}

function issueOf(found: { owner: string; repo: string; number: number } | null): Pick<Proposal, 'issue'> {
  return found === null ? {} : { issue: { owner: found.owner, repo: found.repo, number: found.number } };
}

const SAID: Record<Status, string> = {
  planned: 'planned',
  'in-progress': 'in progress',
  done: 'done',
  slipped: 'slipped',
  dropped: 'dropped',
};

const summaryOf = (item: Item, status: Status): string =>
  isFinal(item.status) && !isFinal(status)
    ? `Take back that “${item.title}” is ${SAID[item.status]}`
    : `Mark “${item.title}” as ${SAID[status]}`;

/** A file that cannot mark the status has a section for it; of what is over, words behind the title say it at last. */
function statusEdits(item: Item, status: Status, { desired }: Planning): Edit[] {
  const marks: Edit[] = [{ kind: 'set-status', item: item.id, status }];
  // Taken back, an item is open again in whatever way the file can say.
  if (status === 'in-progress' && isFinal(item.status))
    marks.push({ kind: 'set-status', item: item.id, status: 'planned' });
  const words: Edit[] = isFinal(status) ? [{ kind: 'set-status', item: item.id, status, inWords: true }] : [];
  return [...marks, ...moveToStatus(item, status, desired.sections), ...words];
}

/** What somebody moved on the card, where the roadmap did not change. */
function fromCard(agreement: ItemAgreement, planning: Planning): Proposal[] {
  const { item, facets, isTold, implied } = agreement;
  if (!isTold || !mayPropose('column-mismatch', item, planning)) return [];
  const moved = facets.filter(({ verdict }) => verdict === 'follow');
  const hasTarget = moved.some(({ facet }) => facet === 'target');
  return moved.flatMap((facet) => {
    // The issue has spoken, and a target says its last day by itself.
    if (facet.facet === 'status' && implied.wanted !== null) return [];
    if (facet.facet === 'date' && hasTarget) return [];
    const change = changeFor(facet, item, planning);
    if (change === null || change.edits.length === 0) return [];
    return [proposalFrom(facet, change, agreement)];
  });
}

interface Change {
  edits: Edit[];
  summary: string;
  /** What the key says of it. */
  to: string;
}

function proposalFrom(
  facet: FacetAgreement,
  { edits, summary, to }: Change,
  { item, place, before }: ItemAgreement,
): Proposal {
  const kind = edits[0]?.kind ?? 'set-status';
  const revision = before?.[facet.facet]?.revision ?? 0;
  const where = facet.facet === 'status' ? '' : `${facet.field.name} `;
  return {
    key: `${kind}:${item.id}:${to}:card-${revision}`,
    edits,
    item: { id: item.id, title: item.title, line: item.line },
    summary,
    reason: `its card was moved to ${where}${quote(facet.shown ?? '')}`,
    source: { kind: 'board' },
    ...issueOf(place?.issue ?? null),
  };
}

/** null where the card shows what a roadmap cannot say. */
function changeFor({ facet, shown }: FacetAgreement, item: Item, planning: Planning): Change | null {
  if (shown === null) return null;
  const { desired, policy } = planning;
  switch (facet) {
    case 'status': {
      const status = statusesOfColumn(shown, policy.board)?.[0];
      if (status === undefined) return null;
      return { edits: statusEdits(item, status, planning), summary: summaryOf(item, status), to: status };
    }
    case 'target':
      return isTargetName(shown) ? retarget(item, shown, planning) : null;
    case 'date': {
      const target = timeframeAsOf(shown, item.target);
      return target === null ? null : retarget(item, target, planning);
    }
    case 'lane': {
      const edits = moveToLane(item, shown, desired.sections);
      return { edits, summary: `Move “${item.title}” to ${quote(shown)}`, to: shown };
    }
    default:
      return null;
  }
}

/** An item that says its target itself is given another; one that has it from its section goes to another section. */
function retarget(item: Item, target: string, { desired }: Planning): Change {
  const set: Edit = { kind: 'set-target', item: item.id, target };
  const moves = moveToTarget(item, target, desired.sections);
  const line = item.target?.range.line ?? item.line;
  const isOwn = line >= item.line && line <= item.endLine;
  return {
    edits: isOwn ? [set, ...moves] : [...moves, set],
    summary: `Plan “${item.title}” for ${quote(target)}`,
    to: target,
  };
}
