/** Who sees a project and who may write in it. */
import { permits } from './access.ts';
import type { Actor } from './access.ts';
import type { Project } from './project-records.ts';
import { notAccessible, Refusal } from './refusal.ts';

/** Apps never see a person's project, public or not; an organization's own one with `organization_projects`. */
export function canSeeProject(actor: Actor, project: Project): boolean {
  if (actor.kind === 'user') {
    return (
      project.public || project.owner === actor.account || project.owner.members.has(actor.account.login.toLowerCase())
    );
  }
  if (project.owner.kind !== 'Organization') return false;
  if (project.public) return true;
  if (actor.kind !== 'installation' || actor.installation.account !== project.owner) return false;
  return permits(actor.permissions, 'organization_projects', 'read');
}

export function canWriteProject(actor: Actor, project: Project): boolean {
  if (actor.kind === 'user') {
    return project.owner === actor.account || project.owner.members.has(actor.account.login.toLowerCase());
  }
  if (actor.kind !== 'installation' || actor.installation.account !== project.owner) return false;
  return project.owner.kind === 'Organization' && permits(actor.permissions, 'organization_projects', 'write');
}

/** Refuses who sees it and may not write; who does not see it has been told "not found" before. */
export function demandProjectWrite(actor: Actor, project: Project): void {
  if (canWriteProject(actor, project)) return;
  if (actor.kind === 'installation') throw notAccessible('organization_projects=write');
  throw new Refusal(403, 'You do not have permission to update this project.');
}
