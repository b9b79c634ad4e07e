/**
 * What the page, the report, the picture and the badge show of one roadmap: plain JSON, made once by a sync or by the
 * command line, and read by many. It holds nothing that those who can read the roadmap may not know.
 */
import type { Status } from '../../roadmap/model.ts';
import type { Severity } from '../model.ts';

export interface RoadmapView {
  /** Raised when a field changes its meaning: what an older version has stored is made anew, not shown. */
  version: 1;
  /** `owner/name`; null for a file that belongs to no known repository. */
  repo: string | null;
  /** Path of the roadmap file. */
  file: string;
  /** The file's own title; null where it has none. */
  title: string | null;
  /** The file's own “Last updated”, as it says it; null where it has none. */
  lastUpdated: string | null;
  /** Web address of GitHub without a slash at its end; null where lines cannot be linked. */
  serverUrl: string | null;
  /** Branch or commit whose lines are linked; null where they cannot be. */
  ref: string | null;
  /** Day (`YYYY-MM-DD`) of the commit that was looked at; null where nobody knows. */
  committedOn: string | null;
  /** GitHub was asked about the references; without that no issue has a state. */
  isObserved: boolean;
  /** In document order, those without items included. */
  sections: ViewSection[];
  /** In document order. */
  items: ViewItem[];
  /** Ordered by line. */
  findings: ViewFinding[];
}

/** A target without its place in the file. */
export interface ViewTarget {
  text: string;
  kind: 'release' | 'timeframe' | 'horizon';
  /** First and last day, `YYYY-MM-DD`, both inclusive; null where it says no time. */
  start: string | null;
  end: string | null;
}

export interface ViewSection {
  title: string;
  /** Titles of the sections around it, outermost first, without its own. */
  path: string[];
  line: number;
  /** 1–6 for headings; deeper for bold leads and grouping bullets. */
  level: number;
  target: ViewTarget | null;
}

export interface ViewItem {
  /** The Item's id: the same as long as it is the same piece of work. */
  id: string;
  line: number;
  endLine: number;
  title: string;
  /** '' when there is none. */
  description: string;
  /** Titles of the sections that the item stands in, outermost first. */
  path: string[];
  /** Index in `RoadmapView.items` of the item that this is a sub-item of. */
  parent: number | null;
  /** As the file says it; `slipped` also where its target has passed and it is not done. */
  status: Status;
  areas: string[];
  target: ViewTarget | null;
  references: ViewReference[];
  /** What its card on the board shows as status; null for none, or where not every reader may know. */
  column: string | null;
  /** Earlier targets, oldest first: from each of them it was planned anew. */
  moves: ViewMove[];
}

export interface ViewReference {
  kind: 'issue' | 'pull' | 'discussion' | 'milestone' | 'project';
  /** `#12`, `owner/repo#12`; “a private reference” where not every reader may know more: then without address and title. */
  label: string;
  url: string | null;
  title: string | null;
  /** null where nobody asked, where there is none, or where not every reader may know. `dropped`: closed as not planned. */
  state: 'open' | 'done' | 'dropped' | 'missing' | null;
}

/** From one target to the next. */
export interface ViewMove {
  from: Pick<ViewTarget, 'text' | 'start' | 'end'>;
  to: Pick<ViewTarget, 'text' | 'start' | 'end'> | null;
  /** Day (`YYYY-MM-DD`) on which it was noticed; null where nobody knows. */
  on: string | null;
  /** It moved later. */
  isSlip: boolean;
}

export interface ViewFinding {
  rule: string;
  severity: Severity;
  line: number;
  message: string;
  /** Id of the Item concerned; null for a fault of the file as a whole. */
  item: string | null;
}
