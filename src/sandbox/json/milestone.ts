import type { Milestone } from '../records.ts';
import { apiUrl, webUrl } from '../world.ts';
import type { World } from '../world.ts';
import { accountJson } from './account.ts';

export function milestoneJson(world: World, milestone: Milestone) {
  const url = `${apiUrl(world, milestone.repository)}/milestones/${milestone.number}`;
  const issues = [...milestone.repository.issues.values()].filter((issue) => issue.milestone === milestone);
  const open = issues.filter((issue) => issue.state === 'open').length;
  return {
    url,
    html_url: `${webUrl(world, milestone.repository)}/milestone/${milestone.number}`,
    labels_url: `${url}/labels`,
    id: milestone.id,
    node_id: milestone.nodeId,
    number: milestone.number,
    title: milestone.title,
    description: milestone.description,
    creator: accountJson(world, milestone.creator),
    open_issues: open,
    closed_issues: issues.length - open,
    state: milestone.state,
    created_at: milestone.createdAt,
    updated_at: milestone.updatedAt,
    due_on: milestone.dueOn === null ? null : dueInstant(milestone.dueOn),
    closed_at: milestone.closedAt,
  };
}

const californian = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/Los_Angeles',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day that GitHub keeps of an instant given as `due_on`: the Californian one. */
export const dueDay = (instant: Date): string => californian.format(instant);

/** How GitHub prints that day: midnight in California, `2026-07-01T07:00:00Z`, in winter `T08:00:00Z`. */
export function dueInstant(day: string): string {
  const summer = `${day}T07:00:00Z`;
  // An hour before midnight is still the day before: then standard time is in force and midnight is at 08:00.
  return dueDay(new Date(summer)) === day ? summer : `${day}T08:00:00Z`;
}
