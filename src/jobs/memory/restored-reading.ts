import type { BaseItem } from '../../plan/model.ts';
import type { StoredReading } from './memory.ts';

/**
 * A reading that comes from a backup. Who changed what since then nobody can tell, so that fields are met as at first
 * contact: what is empty is filled, a difference is told, and nothing that people did after the backup is undone. Cards and
 * milestones that are known stay so: one that a person took off since is not put back.
 */
export const asRestored = (reading: StoredReading): StoredReading => {
  const { base } = reading;
  return {
    ...reading,
    base: {
      ...base,
      items: base.items.map(withoutWords),
      ...(base.gone === undefined ? {} : { gone: base.gone.map(withoutWords) }),
    },
    isRestored: true,
  };
};

function withoutWords(item: BaseItem): BaseItem {
  if (item.agreed === undefined) return item;
  const { revision, card, milestone } = item.agreed;
  const agreed = {
    revision,
    ...(card === undefined ? {} : { card }),
    ...(milestone === undefined ? {} : { milestone }),
  };
  return { ...item, agreed };
}
