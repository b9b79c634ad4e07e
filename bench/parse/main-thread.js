import { createRoadmapReader } from '../../dist/jobs/reading/read-roadmap.js';
import { nextBase } from '../../dist/plan/base.js';
import { reconcile } from '../../dist/plan/reconcile.js';
import { defaultPolicy } from '../../dist/policy/defaults.js';
import { renderCheck } from '../../dist/render/check/check.js';
import { MAX_ITEMS, MAX_REFERENCES, MAX_SECTIONS } from '../../dist/roadmap/refuse-oversized.js';
import { heading, ms, print, timed } from './figure.js';
import { CONTEXT } from './files.js';
import { watched } from './hostile.js';

const NOW = '2026-11-21T10:00:00Z';
const LIMIT = 256 * 1024;
/** The least of these counts: what another run took longer is the machine's, which has other work. */
const RUNS = 3;
const lines = (count, line) => Array.from({ length: count }, (_, index) => line(index)).join('');

/** Texts that can be read, with as much in them as the size limit, or the limits of what is planned, allow. */
const LARGE = {
  'identical bullets': `## Later\n\n${lines(9_000, () => '- Dim the light (issue coming soon)\n')}`.slice(0, LIMIT),
  'items, all alike': `## Q1 2020\n\n${lines(MAX_ITEMS, () => '- Dim the light (issue coming soon)\n')}`,
  'items, each with a reference': `## Q1 2020\n\n${lines(MAX_ITEMS, (n) => `- Dim the light of hall ${n} (#${n + 1})\n`)}`,
  'items with long words': `## Q1 2020\n\n${lines(MAX_ITEMS, (n) => `- Dim ${n} ${'the light '.repeat(24)}\n`)}`.slice(
    0,
    LIMIT,
  ),
  sections: lines(MAX_SECTIONS, (n) => `## v1.${n}\n\n`),
  'references in prose': `See ${lines(MAX_REFERENCES, (n) => `#${n + 1} `)}\n`,
  'a very wide table': `|${' a |'.repeat(1_000)}\n|${' - |'.repeat(1_000)}\n${lines(40, () => `|${' Dim |'.repeat(1_000)}\n`)}`,
  'one line of 256 KiB': 'Dim the light. '.repeat(LIMIT / 15),
  'lists 300 deep': lines(300, (n) => `${' '.repeat(2 * n)}- Dim the light\n`),
  'reference definitions': lines(4_000, (n) => `- [Dim ${n}][${n}]\n\n[${n}]: /a/b/issues/${n}\n`).slice(0, LIMIT),
  'a legend of thousands': `## Legend\n\n${lines(8_000, (n) => `- ✅ - Done ${n}\n`)}`,
  mojibake: 'â†’ '.repeat(30_000),
};

/** Steps on the main thread with large Roadmaps: post-back, Plan, Base and check, each apart. */
export async function measureMainThread() {
  heading(`Large texts that can be read: the longest step on the main thread, least of ${RUNS}`);
  const reader = createRoadmapReader();
  for (const [name, text] of Object.entries(LARGE)) {
    const reworded = text.replaceAll('Dim the', 'Dim');
    const desired = await reader.read(text, CONTEXT, { isToBePlanned: true });
    const runs = [];
    for (let run = 0; run < RUNS; run++) {
      const { max: posted } = await watched(() => reader.read(text, CONTEXT, { isToBePlanned: true }));
      const { max: matched } = await watched(() =>
        reader.read(reworded, CONTEXT, { isToBePlanned: true, stored: desired.items }),
      );
      runs.push({ posted, matched, ...stepsOf(desired) });
    }
    const least = (step) => Math.min(...runs.map((run) => run[step]));
    const steps = Object.fromEntries(Object.keys(runs[0]).map((step) => [step, least(step)]));
    const [step, longest] = Object.entries(steps).reduce((one, other) => (other[1] > one[1] ? other : one));
    const refused = desired.problems.some(({ rule }) => rule === 'unreadable-file');
    print(name, {
      figure: ms(longest),
      reference: refused ? `${step}; refused` : `${step}; ${desired.items.length} items`,
      aim: 'at most 50 ms',
      isMet: longest <= 50,
    });
  }
  await reader.close();
}

function stepsOf(desired) {
  const repository = {
    id: 42,
    owner: 'example-org',
    name: 'lantern',
    visibility: 'public',
    defaultBranch: 'main',
    hasIssues: true,
    archived: false,
  };
  const observed = {
    repository,
    references: {},
    repositories: { 'example-org/lantern': repository },
    milestones: [],
    releases: [],
    markedIssues: [],
    markedComments: [],
  };
  const ledger = new Map();
  let plan = null;
  const planned = timed(() => {
    plan = reconcile({
      desired,
      observed,
      base: null,
      ledger,
      approvals: { fingerprint: null },
      policy: defaultPolicy,
      now: NOW,
    });
  });
  const remembered = timed(() => nextBase({ desired, observed, base: null, policy: defaultPolicy, now: NOW, ledger }));
  const rendered = timed(() =>
    renderCheck(reportOf(plan, desired), { serverUrl: 'https://github.com', failOn: 'never' }),
  );
  return { planned, remembered, rendered };
}

function reportOf(plan, desired) {
  const outcomes = plan.operations.map((operation) => ({
    operation,
    outcome: { state: 'withheld', reason: 'plan mode' },
  }));
  return {
    repo: plan.repo,
    headOid: '0'.repeat(40),
    occasion: 'push',
    mode: 'plan',
    policyProblems: [],
    unserved: [],
    roadmaps: [{ file: plan.file, items: desired.items.length, plan, outcomes }],
    searched: [],
    requests: { graphql: 1, rest: 0 },
  };
}
