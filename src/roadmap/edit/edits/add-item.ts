import type { EditKind } from '../edit-kind.ts';
import { refuse } from '../edit.ts';
import type { Edit } from '../edit.ts';
export const addItem: EditKind<Extract<Edit, { kind: 'add-item' }>> = {
  propose: () => refuse('shape', 'later'),
  intend: () => undefined,
};
