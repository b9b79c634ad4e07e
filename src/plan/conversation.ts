/**
 * What people told Milepost about one roadmap, and where it answers them: kept in the store beside the Base, changed
 * only by a sync of that roadmap. Plain values, so that `reconcile` can heed them.
 */
import type { Edit } from '../roadmap/edit/edit.ts';

/** An edit that a person asked for with a command, until the file says it or the pull request is refused. */
export interface Wish {
  /** Key of its Proposal: `command:<comment id>:<index>`. */
  key: string;
  /** Tried in order, see `Proposal.edits`. */
  edits: Edit[];
  /** Id of the Item, null for one that the wish adds. */
  item: string | null;
  summary: string;
  /** Login of whoever asked, and the address of the comment. */
  by: string;
  url: string;
  /** What wishes of one kind about one thing have in common: of those only the newest is kept. Absent: replaces none. */
  replaces?: string;
}

/** What Milepost wrote on the branch, and on what. */
export interface BranchState {
  /** Commit that Milepost wrote last on the branch: any other head is a person's work. */
  headOid: string;
  /** Commit of the base that it stands on. */
  baseOid: string;
  /** Keys of the Proposals that it holds. */
  proposals: string[];
  /** Blob ids of the roadmap file: on that commit of the base, and as Milepost wrote it. Absent: not known. */
  baseFile?: string;
  file?: string;
}

export interface StandingPull extends BranchState {
  number: number;
  /** Absent: the one that the Policy names. */
  branch?: string;
  /** Digest of title and body as Milepost wrote them last, and that title: another one is a person's and stays. */
  text?: string;
  title?: string;
  /** People's commits are on the branch: it is never rebuilt again. */
  shared?: true;
  /** Commit that the branch is being moved to: told before, so that a process killed on the way knows it for its own. */
  next?: BranchState;
}

export interface Conversation {
  wishes: Wish[];
  /** Keys of Proposals that a person refused: unticked, or in a pull request that was closed without merging. */
  refused: string[];
  /** null while there is nothing to propose. */
  standing: StandingPull | null;
  /** Branch that is being made for the next one; absent: none. */
  making?: string;
  /** Keys of held Operations that a person's tick let pass, until they are done. */
  approved: string[];
  /** Items about which nothing is said until a day (`YYYY-MM-DD`, inclusive), or with null until told otherwise. */
  snoozed: { item: string; until: string | null; by: string }[];
  /** Rules that are not applied to an Item; `item` null: to the whole roadmap. */
  ignored: { item: string | null; rule: string; by: string }[];
  /** Ids of Items on whose issue no slip comment is written any more. */
  quiet: string[];
}

export const NO_CONVERSATION: Conversation = {
  wishes: [],
  refused: [],
  standing: null,
  approved: [],
  snoozed: [],
  ignored: [],
  quiet: [],
};
