/** A project whose roadmap, issues, board, configuration and GitHub's own answers say whatever hostile texts one likes. */
import type { BoardAddress, Finding, FieldWrite, Operation, Plan } from '../../src/plan/model.ts';
import type { ItemChange } from '../../src/plan/changed-items.ts';
import type { Proposal, ProposalSource } from '../../src/plan/proposal.ts';
import type { PullReport } from '../../src/plan/pull-report.ts';
import type { OperationOutcome, StandingReport, SyncReport } from '../../src/plan/report.ts';
import type { Roadmap } from '../../src/roadmap/model.ts';
import {
  baseOf,
  HEAD,
  item,
  NAME,
  observationOf,
  openIssue,
  OWNER,
  planFor,
  reference,
  release,
  REPO,
  REPOSITORY_ID,
  roadmapOf,
  syncReport,
  textsContext,
  timeframe,
} from './sample-project.ts';

/** The links that Milepost means: its own repository's pages, issues elsewhere without a backlink, its documentation. */
export const isOurs = ({ url }: { url: string }): boolean =>
  url.startsWith(`https://github.com/${REPO}/`) ||
  /^https:\/\/redirect\.github\.com\/[\w.-]+\/[\w.-]+\/issues\/\d+(?:#issuecomment-\d+)?$/u.test(url) ||
  url === textsContext.documentationUrl;

/** Each text as title, description, section, target and milestone of items with and without issues. */
export function hostileRoadmap(texts: readonly string[]): Roadmap {
  const items = texts.flatMap((text, index) => {
    const title = text.trim() === '' ? 'Untitled' : text;
    const fields = { description: `${text}\n${text}`, path: [text, 'Roadmap', text], areas: [text] };
    return [
      item(index * 3 + 1, title, { ...fields, placeholder: true, target: release(text) }),
      item(index * 3 + 2, title, {
        ...fields,
        references: [reference(index + 1)],
        target: timeframe(text, '2020-01-01', '2020-12-31'),
      }),
      item(index * 3 + 3, title, { ...fields, status: 'slipped', target: release(text) }),
    ];
  });
  return roadmapOf(items, { file: 'docs/@octocat #1/a|b`c(d)<e>/ROADMAP.md', title: texts[0] ?? null });
}

export function hostilePlan(texts: readonly string[]): Plan {
  const desired = hostileRoadmap(texts);
  const answers = Object.fromEntries(
    texts.map((text, index) => [
      `lanternhq/lantern#${index + 1}`,
      openIssue(index + 1, text, index % 2 === 0 ? {} : { open: false, stateReason: 'completed' }),
    ]),
  );
  const plan = planFor(desired, {
    observed: observationOf(desired, answers),
    base: baseOf(desired),
    policy: { limits: { new_issues: 30, comments: 10 } },
  });
  const quoted: Finding[] = texts.map((text, index) => ({
    rule: 'overdue',
    severity: 'warning',
    message: `“${text}” and \`${text}\` disagree. Do ${text}.`,
    file: plan.file,
    range: { line: index + 1, column: 1, endLine: index + 1, endColumn: 9, startOffset: 0, endOffset: 8 },
    item: null,
    suggestion: text,
  }));
  const operations = [...plan.operations, ...texts.flatMap((text, index) => boardOperations(text, index + 1, plan))];
  return { ...plan, operations, findings: [...plan.findings, ...quoted] };
}

const OUTCOMES: ((text: string) => OperationOutcome)[] = [
  () => ({
    state: 'done',
    earlier: false,
    result: { number: 7, commentId: 1, url: 'https://example.com/@octocat', missedKey: null },
  }),
  () => ({ state: 'done', earlier: true, result: { number: 8, commentId: null, url: null, missedKey: null } }),
  (text) => ({ state: 'refused', reason: text }),
  (text) => ({ state: 'withheld', reason: text }),
  () => ({ state: 'held', hold: 'limit' }),
  () => ({ state: 'held', hold: 'offered' }),
];

/** What is written to milestones and to a board whose name, fields and options say the text as well. */
function boardOperations(text: string, number: number, { operations: [first] }: Plan): Operation[] {
  if (first === undefined) return [];
  const base = { item: { ...first.item, title: text, description: text, path: [text], target: text }, hold: null };
  const issue = { owner: OWNER, repo: NAME, number };
  const board: BoardAddress = { id: 'PVT_1', owner: OWNER, number: 3, title: text };
  const fields: FieldWrite[] = [
    { facet: 'status', fieldId: 'F1', fieldName: text, value: { optionId: 'O1' }, shown: text, before: text },
    { facet: 'target', fieldId: 'F2', fieldName: text, value: { text }, shown: text, before: null },
  ];
  const card = { ...base, board, issue, fields };
  return [
    {
      ...base,
      kind: 'create-milestone',
      key: `create-milestone:${number}`,
      repository: { owner: OWNER, name: NAME, id: REPOSITORY_ID },
      title: text,
      dueOn: '2026-12-31',
    },
    { ...base, kind: 'set-milestone', key: `set-milestone:${number}`, issue, milestone: null, title: text },
    { ...card, kind: 'add-card', key: `add-card:${number}`, contentId: 'I_1' },
    { ...card, kind: 'update-card', key: `update-card:${number}`, cardId: 'C_1' },
  ];
}

export function hostileReport(texts: readonly string[], fields: Partial<SyncReport> = {}): SyncReport {
  const plan = hostilePlan(texts);
  const outcomes = plan.operations.map((operation, index) => ({
    operation,
    outcome: OUTCOMES[index % OUTCOMES.length]!(texts[index % texts.length] ?? ''),
  }));
  const file = '.github/milepost.yml';
  const problems = texts.map((text, index) => ({
    file: index % 2 === 0 ? file : `octo/.github: ${file}`,
    key: text,
    line: 1,
    column: 1,
    message: text,
  }));
  return syncReport(
    [
      { file: plan.file, items: 3, plan, outcomes, pull: pullSaying(texts, 'refused') },
      { file: plan.file, items: 3, plan, outcomes: [], pull: pullSaying(texts, 'none') },
    ],
    {
      policyProblems: fields.roadmaps === undefined ? [] : problems,
      ...fields,
    },
  );
}

/** A pull request that adds, takes out, rewords and puts off what is called by the texts. */
export function hostilePullReport(texts: readonly string[], isOutside: boolean): PullReport {
  const plan = hostilePlan(texts);
  const desired = hostileRoadmap(texts);
  const branch = texts[0] ?? 'main';
  const changes: ItemChange[] = desired.items.map((after, index) => {
    const before = {
      ...after,
      target: release(texts[0] ?? ''),
      path: [...after.path, texts[0] ?? ''],
      title: 'Before',
    };
    const earlierTargets = texts.map((text) => ({ text, end: '2020-01-01' }));
    if (index % 3 === 0) return { before: null, after, changes: [], earlierTargets };
    if (index % 3 === 1) return { before: after, after: null, changes: [], earlierTargets };
    return { before, after, changes: ['retargeted', 'reworded', 'moved', 'status-changed'], earlierTargets };
  });
  const problems = texts.map((text) => ({
    file: '.github/milepost.yml',
    key: text,
    line: 1,
    column: 1,
    message: text,
  }));
  return {
    repo: REPO,
    headOid: HEAD,
    subject: { kind: 'pull', number: 7 },
    baseBranch: branch,
    defaultBranch: branch,
    mode: 'apply',
    policyProblems: [],
    changedPolicy: { state: 'changed', problems: isOutside ? problems : [], keys: [...texts] },
    roadmaps: (isOutside ? (['added', 'removed'] as const) : (['changed'] as const)).map((state) => ({
      file: desired.file,
      previousFile: `${branch}.md`,
      state,
      isCompared: true,
      items: desired.items.length,
      changes,
      findings: plan.findings,
      settled: 2,
      standing: 3,
      introduced: plan.operations,
      withdrawn: plan.operations.slice(0, 3),
      due: plan.operations.slice(3, 5),
      proposals: hostileProposals(texts),
      fingerprint: plan.fingerprint,
    })),
    lost: [
      { path: branch, movedTo: null },
      { path: 'ROADMAP.md', movedTo: branch },
    ],
    movedOn: [`${branch}.md`],
    isOutside,
    unobserved: 2,
  };
}

/** Edits of all kinds of origin, whose item, reason and author are called by the texts. */
function hostileProposals(texts: readonly string[]): Proposal[] {
  const url = `https://github.com/${REPO}/issues/3#issuecomment-1`;
  return texts.flatMap((text, index) => {
    const sources: ProposalSource[] = [
      { kind: 'opened-issue' },
      { kind: 'github' },
      { kind: 'board' },
      { kind: 'command', by: text, url },
      { kind: 'command', by: text, url: `https://github.com/acme/other/issues/3#${text}` },
    ];
    return sources.map((source, at) => ({
      key: `${text}:${index}:${at}`,
      edits: [],
      item: at === 0 ? null : { id: 'a', title: text, line: index + 1 },
      summary: `Link #12 to ${text}`,
      reason: `${text} was closed as “${text}”`,
      source,
    }));
  });
}

const pullSaying = (texts: readonly string[], state: StandingReport['state']): StandingReport => ({
  state,
  number: state === 'refused' ? 12 : null,
  url: null,
  reason: state === 'refused' ? `GitHub says: "${texts[0] ?? ''}"` : null,
  edits: [],
  refusedEdits: texts.map((text) => ({ key: text, summary: `Change “${text}”`, by: 'file', message: `No “${text}”.` })),
  said: [],
  isWritten: false,
});
