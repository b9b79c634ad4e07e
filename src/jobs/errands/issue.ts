import { referenceKey } from '../../plan/observation.ts';
import { nodePointer } from '../../plan/pointers.ts';
import { lookHere, lookWherePointed, type Rule } from './errand.ts';
import { ownerOf } from '../sync/sync-request.ts';

/**
 * The roadmaps that point to the issue; of one that Milepost opened, those of its repository as well: it may be the
 * dashboard, closed or ticked, which every look sees.
 */
export const issueChanged: Rule = ({ payload, ofMilepost }) => {
  const { repository, issue } = payload;
  if (repository === undefined || issue === undefined) return [];
  const { number, node_id: nodeId } = issue;
  const key = referenceKey({ kind: 'issue', owner: ownerOf(repository), repo: repository.name, number });
  const wherePointed = lookWherePointed([key, nodeId === undefined ? undefined : nodePointer(nodeId)]);
  return ofMilepost ? [wherePointed, ...lookHere(payload, [key])] : [wherePointed];
};
