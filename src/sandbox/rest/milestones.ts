/** Milestones. https://docs.github.com/rest/issues/milestones */
import { authorOf, demand } from '../access.ts';
import { milestoneJson } from '../json/milestone.ts';
import { createMilestone, deleteMilestone, requireMilestone, updateMilestone } from '../milestones.ts';
import type { Milestone } from '../records.ts';
import { invalid } from '../refusal.ts';
import { page } from './pages.ts';
import { created, noContent, nullableTextField, numberParam, ok, textField, visibleRepository } from './route.ts';
import type { RestAnswer, RestRequest, Route } from './route.ts';

const repo = '/repos/:owner/:repo';

export const milestoneRoutes: readonly Route[] = [
  { method: 'GET', pattern: `${repo}/milestones`, handle: listMilestones },
  { method: 'POST', pattern: `${repo}/milestones`, handle: postMilestone },
  {
    method: 'GET',
    pattern: `${repo}/milestones/:number`,
    handle: (request) => ok(milestoneJson(request.world, read(request, 'read'))),
  },
  { method: 'PATCH', pattern: `${repo}/milestones/:number`, handle: patchMilestone },
  { method: 'DELETE', pattern: `${repo}/milestones/:number`, handle: removeMilestone },
];

function read(request: RestRequest, level: 'read' | 'write'): Milestone {
  const repository = visibleRepository(request);
  demand(request.actor, repository, 'issues,pull_requests', level);
  return requireMilestone(repository, numberParam(request, 'number'));
}

const completeness = (json: { open_issues: number; closed_issues: number }): number =>
  json.closed_issues / Math.max(1, json.open_issues + json.closed_issues);

/** Only open ones, by due date, unless asked otherwise; those without a date come last. */
function listMilestones(request: RestRequest): RestAnswer {
  const repository = visibleRepository(request);
  demand(request.actor, repository, 'issues,pull_requests', 'read');
  const state = request.query.get('state') ?? 'open';
  const direction = request.query.get('direction') === 'desc' ? -1 : 1;
  const found = [...repository.milestones.values()]
    .filter((milestone) => state === 'all' || milestone.state === state)
    .map((milestone) => ({ milestone, json: milestoneJson(request.world, milestone) }));
  found.sort((a, b) => {
    if (request.query.get('sort') === 'completeness') return direction * (completeness(a.json) - completeness(b.json));
    const [x, y] = [a.milestone.dueOn ?? '9999', b.milestone.dueOn ?? '9999'];
    return direction * (x < y ? -1 : x > y ? 1 : a.milestone.number - b.milestone.number);
  });
  return page(request, found, ({ json }) => json);
}

function stateField(request: RestRequest): 'open' | 'closed' | undefined {
  const state = textField(request, 'state', 'properties');
  if (state === undefined || state === 'open' || state === 'closed') return state;
  throw invalid({ resource: 'Milestone', field: 'state', code: 'invalid', value: state });
}

function postMilestone(request: RestRequest): RestAnswer {
  const repository = visibleRepository(request);
  demand(request.actor, repository, 'issues,pull_requests', 'write');
  const title = textField(request, 'title', 'properties');
  if (title === undefined) throw invalid({ resource: 'Milestone', field: 'title', code: 'missing_field' });
  const milestone = createMilestone(request.world, repository, authorOf(request.actor).account, {
    title,
    description: nullableTextField(request, 'description', 'properties'),
    state: stateField(request),
    dueOn: nullableTextField(request, 'due_on', 'properties'),
  });
  const json = milestoneJson(request.world, milestone);
  return created(json, json.url);
}

function patchMilestone(request: RestRequest): RestAnswer {
  const milestone = read(request, 'write');
  const title = textField(request, 'title', 'properties');
  updateMilestone(request.world, milestone, authorOf(request.actor).account, {
    ...(title === undefined ? {} : { title }),
    description: nullableTextField(request, 'description', 'properties'),
    state: stateField(request),
    dueOn: nullableTextField(request, 'due_on', 'properties'),
  });
  return ok(milestoneJson(request.world, milestone));
}

function removeMilestone(request: RestRequest): RestAnswer {
  deleteMilestone(request.world, read(request, 'write'), authorOf(request.actor).account);
  return noContent;
}
