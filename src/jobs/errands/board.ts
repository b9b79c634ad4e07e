import { nodePointer } from '../../plan/pointers.ts';
import { lookWherePointed, type Rule } from './errand.ts';

/** A draft is no issue, so that no roadmap points to it; converted, it is one. */
const DRAFT = 'DraftIssue';

/** Roadmaps on that board which point to the card's issue; where it is not said which, all on the board. */
export const cardChanged: Rule = ({ payload: { projects_v2_item: card } }) => {
  if (card === undefined || card.content_type === DRAFT) return [];
  const { project_node_id: board, content_node_id: content } = card;
  return [lookWherePointed([nodePointer(board)], content == null ? null : nodePointer(content))];
};

export const boardChanged: Rule = ({ payload: { projects_v2: board } }) =>
  board === undefined ? [] : [lookWherePointed([nodePointer(board.node_id)])];
