import type { Label } from '../records.ts';
import { apiUrl } from '../world.ts';
import type { World } from '../world.ts';

export const labelJson = (world: World, label: Label) => ({
  id: label.id,
  node_id: label.nodeId,
  url: `${apiUrl(world, label.repository)}/labels/${encodeURIComponent(label.name)}`,
  name: label.name,
  color: label.color,
  default: false,
  description: label.description,
});
