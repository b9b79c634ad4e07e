import type { Operation } from './model.ts';

/** Whether an Operation may be told where the roadmap's readers read: not what concerns issues or boards that some of them cannot see. */
export const isTold = (operation: Operation): boolean =>
  !('privateIssue' in operation && operation.privateIssue) && !('privateBoard' in operation && operation.privateBoard);
