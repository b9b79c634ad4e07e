/** What a command is: how it is written, who may give it, and what it comes to. */
import type { CommandComment } from './command-comment.ts';
import type { Conversation } from '../plan/conversation.ts';
import type { Base } from '../plan/model.ts';
import type { Policy } from '../policy/policy.ts';
import type { Links } from '../render/links.ts';
import type { Edit } from '../roadmap/edit/edit.ts';
import type { Item, Roadmap } from '../roadmap/model.ts';
import type { Word } from './grammar/words.ts';

/** From it `/roadmap help` and docs/commands are made. Markdown, our own words only. */
export interface CommandHelp {
  name: string;
  /** What follows the name: `[ITEM] to TARGET`; '' for nothing. */
  usage: string;
  /** What it does, in one sentence without a full stop. */
  does: string;
  /** `anyone`: whoever can comment. `changers`: `commands.role` and above, and `commands.users`. */
  who: 'anyone' | 'changers';
  /** What one has to know besides, a paragraph each. */
  details: readonly string[];
  examples: readonly { line: string; says: string }[];
}

export interface Command {
  help: CommandHelp;
  decide(call: Call): Decision;
}

/** One roadmap file of the repository as it is now. */
export interface RoadmapAtHand {
  path: string;
  /** With the items that the configuration leaves to be served. */
  desired: Roadmap;
  base: Base | null;
  conversation: Conversation;
}

export interface ItemAt {
  roadmap: RoadmapAtHand;
  item: Item;
}

/** The issue or pull request that was commented on. */
export interface CommentedIssue {
  number: number;
  title: string;
  open: boolean;
  isPull: boolean;
}

/** One command of a comment, and what it is decided from. */
export interface Call {
  comment: CommandComment;
  /** Which line of the comment it is, from 0. */
  index: number;
  help: CommandHelp;
  /** All that there are. */
  commands: readonly CommandHelp[];
  /** Behind the command's name. */
  words: readonly Word[];
  issue: CommentedIssue;
  repository: { owner: string; name: string };
  /** Web host, with port if any. */
  host: string;
  /** UTC day, `YYYY-MM-DD`. */
  today: string;
  policy: Policy;
  roadmaps: readonly RoadmapAtHand[];
  links: Links;
}

export type Reaction = '+1' | 'rocket' | 'confused' | 'eyes';

export type Decision =
  /** An answer in Markdown; `refused`: nothing else comes of it. */
  | { kind: 'say'; text: string; refused: boolean }
  /** Changes what is remembered, and needs no words. */
  | { kind: 'remember'; path: string; change: (conversation: Conversation) => Conversation }
  | WishDecision
  /** Answered from the sync that follows. */
  | { kind: 'status'; items: readonly ItemAt[] }
  | { kind: 'plan' }
  | { kind: 'sync' }
  | { kind: 'fix' };

/** An edit of a roadmap file, for its standing pull request. */
export interface WishDecision {
  kind: 'wish';
  path: string;
  /** null for an item that is added. */
  item: Item | null;
  /** Tried in order, see `Proposal.edits`. */
  edits: Edit[];
  /** As a person reads it in the pull request, plain text: `Mark “Resumable uploads” as done`. */
  summary: string;
  /** What wishes of one kind about one item have in common: the newest counts. */
  replaces: string;
  /** Markdown, with a small first letter behind the item's name: `will be marked done`. */
  will: string;
  /** Markdown: the item, or what is added, as the answer names it. */
  subject: string;
  /** Said after it, '' for nothing: that the issue stays open. */
  note: string;
}

export const say = (text: string): Decision => ({ kind: 'say', text, refused: false });

export const refuse = (text: string): Decision => ({ kind: 'say', text, refused: true });

/** `/roadmap move [ITEM] to TARGET`. */
export const usageOf = ({ name, usage }: CommandHelp): string => `/roadmap ${name}${usage === '' ? '' : ` ${usage}`}`;

/** A command that is written otherwise than it can be: what was found, and how it is written. */
export const misused = (help: CommandHelp, found: string): Decision =>
  refuse(`${found} It is written \`${usageOf(help)}\`.`);
