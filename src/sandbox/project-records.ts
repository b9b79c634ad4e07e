/** Projects v2, as plain mutable records like those of `records.ts`. */
import type { Account, Issue } from './records.ts';

export interface Project {
  kind: 'ProjectV2';
  id: number;
  nodeId: string;
  /** Apps see projects of organizations alone. */
  owner: Account;
  number: number;
  title: string;
  shortDescription: string | null;
  public: boolean;
  closedAt: string | null;
  creator: Account;
  fields: ProjectField[];
  items: ProjectItem[];
  /** Name of the option that the built-in workflow gives closed items; null while it is switched off. */
  closedStatus: string | null;
  createdAt: string;
  updatedAt: string;
}

export type FieldType = 'text' | 'number' | 'date' | 'single_select' | 'iteration' | 'title' | 'milestone';

export interface ProjectField {
  kind: 'ProjectV2Field' | 'ProjectV2SingleSelectField' | 'ProjectV2IterationField';
  id: number;
  nodeId: string;
  project: Project;
  name: string;
  type: FieldType;
  options: ProjectOption[];
  iterations: ProjectIteration[];
  createdAt: string;
  updatedAt: string;
}

export interface ProjectOption {
  kind: 'ProjectV2SingleSelectFieldOption';
  id: string;
  name: string;
  color: string;
  description: string;
}

export interface ProjectIteration {
  id: string;
  title: string;
  /** `YYYY-MM-DD`. */
  startDate: string;
  /** Days. */
  duration: number;
}

export interface DraftIssue {
  kind: 'DraftIssue';
  id: number;
  nodeId: string;
  title: string;
  body: string;
  creator: Account;
  createdAt: string;
  updatedAt: string;
}

export interface ProjectItem {
  kind: 'ProjectV2Item';
  id: number;
  nodeId: string;
  project: Project;
  content: Issue | DraftIssue;
  archivedAt: string | null;
  /** By the field: an option's or iteration's id, a day, a text, a number. */
  values: Map<ProjectField, ProjectValue>;
  creator: Account;
  createdAt: string;
  updatedAt: string;
}

export interface ProjectValue {
  id: number;
  nodeId: string;
  value: string | number;
  by: Account;
  createdAt: string;
  updatedAt: string;
}
