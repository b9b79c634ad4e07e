/** The two ways in which Milepost writes on a board. */
import type { AliasedMutation } from '../apply/mutate-all.ts';
import { cardFragments, cardParameters, cardVariables } from './cards.ts';

/** Adds issues; the card that is there already is given back, with what it has in these fields. */
export const addCardsMutation = (fields: readonly string[]): Omit<AliasedMutation, 'about'> => ({
  name: 'MilepostAddCards',
  field: 'addProjectV2ItemById',
  inputType: 'AddProjectV2ItemByIdInput',
  selection: 'item { ...Card }',
  fragments: cardFragments(fields),
  parameters: cardParameters(fields),
  variables: cardVariables(fields),
});

/** Writes one field of one card with each. */
export const MOVE_CARDS: Omit<AliasedMutation, 'about'> = {
  name: 'MilepostMoveCards',
  field: 'updateProjectV2ItemFieldValue',
  inputType: 'UpdateProjectV2ItemFieldValueInput',
  selection: 'projectV2Item { id }',
};
