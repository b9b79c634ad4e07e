import type { Policy } from '../../policy/policy.ts';
import type { Item, Roadmap, Target } from '../../roadmap/model.ts';
import { lateItems } from '../late-items.ts';
import type { Base, Finding, LedgerRecord } from '../model.ts';
import type { OperationReport } from '../report.ts';
import type { Observation } from '../observation.ts';
import { findOpenedIssues } from '../opened-issues.ts';
import { columnOf } from './column-of.ts';
import { movesOf } from './moves-of.ts';
import { referencesOf } from './references-of.ts';
import { writtenColumns } from './written-columns.ts';
import type { RoadmapView, ViewItem, ViewSection, ViewTarget } from './view.ts';

export interface ViewInput {
  /** What the file says, as far as the policy's `sections` serve it: see `scopeTo`. */
  desired: Roadmap;
  /** null: nobody asked GitHub, and the file alone tells. */
  observed: Observation | null;
  /** The Plan of both, or, of a file alone, what `lint` found; null: nobody looked for findings. */
  plan: { findings: readonly Finding[] } | null;
  /** What is remembered of the items, the reading that is shown included; null: nothing is. */
  base: Base | null;
  /** Where lines are linked to; each null where that is not known. */
  place: Pick<RoadmapView, 'serverUrl' | 'ref' | 'committedOn'>;
  /** Absent: no card's column is shown. */
  policy?: Pick<Policy, 'board'>;
  /** What Milepost wrote by now; absent: the Base and the markers alone tell which issues it opened. */
  ledger?: ReadonlyMap<string, LedgerRecord>;
  /** What became of the Plan's Operations after all was observed; absent: nothing was done. */
  outcomes?: readonly OperationReport[];
}

/**
 * What readers of the roadmap may see of it: of other repositories only what is public, of a board only what all of them can
 * see there. The same input gives the same value.
 */
export function viewOf(input: ViewInput): RoadmapView {
  const { desired, observed, plan, base, place, policy = null, ledger = new Map<string, LedgerRecord>() } = input;
  const { serverUrl, ref, committedOn } = place;
  const findings = plan?.findings ?? [];
  const late = lateItems(findings);
  const written = writtenColumns(input.outcomes ?? []);
  const opened = findOpenedIssues({ desired, observed, base, ledger });
  const known = new Map((base?.items ?? []).map((item) => [item.id, item]));
  return {
    version: 1,
    repo: desired.repo,
    file: desired.file,
    title: desired.title,
    lastUpdated: desired.lastUpdated?.text ?? null,
    serverUrl,
    ref,
    committedOn,
    isObserved: observed !== null,
    sections: desired.sections.map(viewSection),
    items: desired.items.map((item): ViewItem => ({
      id: item.id,
      line: item.line,
      endLine: item.endLine,
      title: item.title,
      description: item.description,
      path: [...item.path],
      parent: item.parent,
      status: statusOf(item, late),
      areas: [...item.areas],
      target: viewTarget(item.target),
      references: referencesOf(item, { repo: desired.repo, observed, opened: opened.get(item.id), serverUrl }),
      column: columnOf(item, {
        observed,
        opened: opened.get(item.id),
        before: known.get(item.id),
        policy,
        written: written.get(item.id),
      }),
      moves: movesOf(item, known.get(item.id)),
    })),
    findings: findings.map(({ rule, severity, range, message, item }) => ({
      rule,
      severity,
      line: range.line,
      message,
      item,
    })),
  };
}

/** As the dashboard counts: what is late has slipped, unless it is done. */
const statusOf = ({ id, status }: Item, late: ReadonlySet<string>): Item['status'] =>
  late.has(id) && status !== 'done' && status !== 'dropped' ? 'slipped' : status;

const viewSection = ({ title, path, line, level, target }: Roadmap['sections'][number]): ViewSection => ({
  title,
  path: [...path],
  line,
  level,
  target: viewTarget(target),
});

const viewTarget = (target: Target | null): ViewTarget | null =>
  target && { text: target.text, kind: target.kind, start: target.start, end: target.end };
