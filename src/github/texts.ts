/** The words that `apply` writes, handed in so that this room needs no renderer. */
import type { CommentSlip, OpenIssue, UpdateSlipComment } from '../plan/model.ts';

export interface Texts {
  /** `waiting`: ids of the items that wait above the limit in this run, kept in the marker for doors without a Ledger. */
  openIssue(operation: OpenIssue, waiting: string[]): { title: string; body: string };
  slipComment(operation: CommentSlip | UpdateSlipComment): { body: string };
}
