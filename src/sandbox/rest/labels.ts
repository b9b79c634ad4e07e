/** Labels of a repository and of an issue. https://docs.github.com/rest/issues/labels */
import { authorOf, demand } from '../access.ts';
import { setLabels } from '../issues.ts';
import { labelJson } from '../json/label.ts';
import { createLabel, deleteLabel, labelsNamed, requireLabel, updateLabel } from '../labels.ts';
import type { Issue, Label } from '../records.ts';
import { invalid, Refusal } from '../refusal.ts';
import { readIssue } from './issues.ts';
import { page } from './pages.ts';
import { created, namesField, noContent, nullableTextField, ok, param, textField, visibleRepository } from './route.ts';
import type { RestAnswer, RestRequest, Route } from './route.ts';

const repo = '/repos/:owner/:repo';

export const labelRoutes: readonly Route[] = [
  { method: 'GET', pattern: `${repo}/labels`, handle: listLabels },
  { method: 'POST', pattern: `${repo}/labels`, handle: postLabel },
  {
    method: 'GET',
    pattern: `${repo}/labels/:name`,
    handle: (request) => ok(labelJson(request.world, readLabel(request, 'read'))),
  },
  { method: 'PATCH', pattern: `${repo}/labels/:name`, handle: patchLabel },
  { method: 'DELETE', pattern: `${repo}/labels/:name`, handle: removeLabel },
  { method: 'GET', pattern: `${repo}/issues/:number/labels`, handle: (request) => answer(request, readIssue(request)) },
  { method: 'POST', pattern: `${repo}/issues/:number/labels`, handle: (request) => putLabels(request, true) },
  { method: 'PUT', pattern: `${repo}/issues/:number/labels`, handle: (request) => putLabels(request, false) },
  { method: 'DELETE', pattern: `${repo}/issues/:number/labels`, handle: clearLabels },
  { method: 'DELETE', pattern: `${repo}/issues/:number/labels/:name`, handle: takeLabelOff },
];

function listLabels(request: RestRequest): RestAnswer {
  const repository = visibleRepository(request);
  demand(request.actor, repository, 'issues,pull_requests', 'read');
  return page(request, [...repository.labels.values()], (label) => labelJson(request.world, label));
}

function readLabel(request: RestRequest, level: 'read' | 'write'): Label {
  const repository = visibleRepository(request);
  demand(request.actor, repository, 'issues,pull_requests', level);
  return requireLabel(repository, param(request, 'name'));
}

function postLabel(request: RestRequest): RestAnswer {
  const repository = visibleRepository(request);
  demand(request.actor, repository, 'issues,pull_requests', 'write');
  const name = textField(request, 'name', 'properties');
  if (name === undefined) throw invalid({ resource: 'Label', field: 'name', code: 'missing_field' });
  const label = createLabel(request.world, repository, authorOf(request.actor).account, {
    name,
    color: textField(request, 'color', 'properties'),
    description: nullableTextField(request, 'description', 'properties'),
  });
  const json = labelJson(request.world, label);
  return created(json, json.url);
}

function patchLabel(request: RestRequest): RestAnswer {
  const label = readLabel(request, 'write');
  const name = textField(request, 'new_name', 'properties');
  updateLabel(request.world, label, authorOf(request.actor).account, {
    ...(name === undefined ? {} : { name }),
    color: textField(request, 'color', 'properties'),
    description: nullableTextField(request, 'description', 'properties'),
  });
  return ok(labelJson(request.world, label));
}

function removeLabel(request: RestRequest): RestAnswer {
  deleteLabel(request.world, readLabel(request, 'write'), authorOf(request.actor).account);
  return noContent;
}

const answer = (request: RestRequest, issue: Issue): RestAnswer =>
  page(request, issue.labels, (label) => labelJson(request.world, label));

function writableIssue(request: RestRequest): Issue {
  const issue = readIssue(request);
  demand(request.actor, issue.repository, 'issues,pull_requests', 'write');
  return issue;
}

function putLabels(request: RestRequest, keep: boolean): RestAnswer {
  const issue = writableIssue(request);
  const { account } = authorOf(request.actor);
  const names = namesField(request, 'labels') ?? [];
  if (keep && names.length === 0) throw invalid({ resource: 'Issue', field: 'labels', code: 'missing_field' });
  const labels = labelsNamed(request.world, issue.repository, account, names);
  setLabels(request.world, issue, account, [...new Set([...(keep ? issue.labels : []), ...labels])]);
  return answer(request, issue);
}

function clearLabels(request: RestRequest): RestAnswer {
  setLabels(request.world, writableIssue(request), authorOf(request.actor).account, []);
  return noContent;
}

function takeLabelOff(request: RestRequest): RestAnswer {
  const issue = writableIssue(request);
  const name = param(request, 'name').toLowerCase();
  const rest = issue.labels.filter((label) => label.name.toLowerCase() !== name);
  if (rest.length === issue.labels.length) throw new Refusal(404, 'Label does not exist');
  setLabels(request.world, issue, authorOf(request.actor).account, rest);
  return answer(request, issue);
}
