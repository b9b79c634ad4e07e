/** What people do with projects and their cards. */
import { requireIssue } from './issues.ts';
import { PullPeople } from './people-pulls.ts';
import type { As } from './people-base.ts';
import { addDraft, addItem, clearValue, removeItem, setArchivedItem, setValue } from './project-items.ts';
import type { ValueInput } from './project-items.ts';
import type { Project, ProjectField, ProjectItem } from './project-records.ts';
import {
  addField,
  createProject,
  deleteField,
  deleteProject,
  fieldNamed,
  requireProject,
  setClosed,
  setOptions,
  setPublic,
} from './projects.ts';
import type { FieldInput, ProjectInput } from './projects.ts';
import type { Account } from './records.ts';
import { personOf } from './world.ts';

/** Where a card is: the project's owner and number, and the issue (or pull request) on the card. */
export interface Card extends As {
  owner: string;
  project: number;
  repository: string;
  issue: number;
}

export class ProjectPeople extends PullPeople {
  /** Makes a project of an organization or a person and gives its number. */
  createProject(owner: string, input: ProjectInput & As): number {
    const account = this.world.requireAccount(owner);
    return createProject(this.world, account, this.actorFor(account, input), input).number;
  }

  addProjectField(owner: string, number: number, field: FieldInput): void {
    addField(this.world, requireProject(this.world, owner, number), field);
  }

  renameProjectField(owner: string, number: number, name: string, to: string): void {
    requireField(requireProject(this.world, owner, number), name).name = to;
  }

  deleteProjectField(owner: string, number: number, name: string): void {
    deleteField(this.world, requireField(requireProject(this.world, owner, number), name));
  }

  /** Writes the options anew: their ids change and every card loses its value. */
  setProjectOptions(owner: string, number: number, name: string, options: readonly string[]): void {
    setOptions(requireField(requireProject(this.world, owner, number), name), options);
  }

  closeProject(owner: string, number: number, options: As = {}): void {
    const project = requireProject(this.world, owner, number);
    setClosed(this.world, project, this.actorFor(project.owner, options), true);
  }

  reopenProject(owner: string, number: number, options: As = {}): void {
    const project = requireProject(this.world, owner, number);
    setClosed(this.world, project, this.actorFor(project.owner, options), false);
  }

  setProjectPublic(owner: string, number: number, isPublic: boolean, options: As = {}): void {
    const project = requireProject(this.world, owner, number);
    setPublic(this.world, project, this.actorFor(project.owner, options), isPublic);
  }

  deleteProject(owner: string, number: number, options: As = {}): void {
    const project = requireProject(this.world, owner, number);
    deleteProject(this.world, project, this.actorFor(project.owner, options));
  }

  /** Puts an issue on the board and gives the card's node id. */
  addCard(card: Card): string {
    const project = requireProject(this.world, card.owner, card.project);
    const content = requireIssue(this.world, this.world.requireRepository(card.repository), card.issue);
    return addItem(this.world, project, content, this.actorFor(project.owner, card)).nodeId;
  }

  addDraftCard(owner: string, number: number, draft: { title: string; body?: string } & As): string {
    const project = requireProject(this.world, owner, number);
    return addDraft(this.world, project, this.actorFor(project.owner, draft), draft).nodeId;
  }

  /** Sets fields of a card by their names: an option's name, an iteration's title, a day, a text, a number; null clears. */
  moveCard(card: Card, values: Readonly<Record<string, string | number | null>>): void {
    const { item, by } = this.card(card);
    for (const [name, value] of Object.entries(values)) {
      const field = requireField(item.project, name);
      if (value === null) clearValue(this.world, item, field, by);
      else setValue(this.world, item, field, by, inputFor(field, value));
    }
  }

  archiveCard(card: Card): void {
    const { item, by } = this.card(card);
    setArchivedItem(this.world, item, by, true);
  }

  restoreCard(card: Card): void {
    const { item, by } = this.card(card);
    setArchivedItem(this.world, item, by, false);
  }

  removeCard(card: Card): void {
    const { item, by } = this.card(card);
    removeItem(this.world, item, by);
  }

  private card(card: Card): { item: ProjectItem; by: Account } {
    const project = requireProject(this.world, card.owner, card.project);
    const content = requireIssue(this.world, this.world.requireRepository(card.repository), card.issue);
    const item = project.items.find((each) => each.content === content);
    if (!item) throw new Error(`${card.repository}#${card.issue} is not on project ${card.project} of ${card.owner}.`);
    return { item, by: this.actorFor(project.owner, card) };
  }

  private actorFor(owner: Account, { by }: As): Account {
    return by === undefined ? personOf(this.world, owner) : this.world.requireAccount(by);
  }
}

function requireField(project: Project, name: string): ProjectField {
  const field = fieldNamed(project, name);
  if (!field) throw new Error(`The project has no field "${name}".`);
  return field;
}

function inputFor(field: ProjectField, value: string | number): ValueInput {
  if (field.type === 'single_select') {
    const option = field.options.find((each) => each.name === value);
    if (!option) throw new Error(`The field "${field.name}" has no option "${value}".`);
    return { singleSelectOptionId: option.id };
  }
  if (field.type === 'iteration') {
    const iteration = field.iterations.find((each) => each.title === value);
    if (!iteration) throw new Error(`The field "${field.name}" has no iteration "${value}".`);
    return { iterationId: iteration.id };
  }
  return typeof value === 'number' ? { number: value } : field.type === 'date' ? { date: value } : { text: value };
}
