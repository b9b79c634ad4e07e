import type { EditKind } from '../edit-kind.ts';
import { refuse } from '../edit.ts';
import type { Edit } from '../edit.ts';
export const moveItem: EditKind<Extract<Edit, { kind: 'move-item' }>> = {
  propose: () => refuse('shape', 'later'),
  intend: () => undefined,
};
