import { fold } from '../folding.ts';
import type { Status } from '../model.ts';
import { statusOfWholeTag } from './status.ts';

/** Words for a time without days that lead a work and are not its name, as `fold` spells them. */
const HORIZONS: ReadonlySet<string> = new Set(
  (
    'now|next|up next|later|soon|someday|eventually|future|upcoming|backlog|current|currently|short term|near term|mid term|medium term|long term|' +
    'jetzt|als nachstes|bald|spater|zukunft|kurzfristig|mittelfristig|langfristig|' +
    'maintenant|ensuite|bientot|plus tard|court terme|moyen terme|long terme|ahora|despues|pronto|mas adelante|corto plazo|medio plazo|largo plazo|' +
    'agora|depois|em breve|mais tarde|curto prazo|medio prazo|longo prazo|adesso|dopo|presto|piu avanti|breve termine|medio termine|lungo termine|' +
    'nu|straks|binnenkort|korte termijn|lange termijn|сейчас|далее|дальше|скоро|потом|позже|зараз|далі|пізніше|teraz|wkrotce|pozniej|' +
    'simdi|sonra|yakinda|现在|當前|当前|接下来|下一步|近期|中期|长期|未来|以后|今|次|今後|将来|短期|長期|지금|다음|나중|단기|중기|장기'
  ).split('|'),
);

/** Words for what is under way that say more in a tag, where they may describe the work: `(active)`. */
const UNDER_WAY: ReadonlySet<string> = new Set(['active', 'aktiv', 'actif', 'activo', 'ativo', 'attivo', 'actief']);

/** No such word is longer, in characters. */
const LONGEST = 24;

/**
 * What a bold word in front of a work says of it, where it is nothing but a status or a horizon (`**Active:** …`, `**Next:** …`):
 * its status, null for a horizon; undefined where it is a name.
 */
export function statusOfLeadWord(text: string): Status | null | undefined {
  if (text.length > LONGEST) return undefined;
  const word = fold(text.replaceAll(/[-_\s]+/g, ' ')).trim();
  if (HORIZONS.has(word)) return null;
  return UNDER_WAY.has(word) ? 'in-progress' : (statusOfWholeTag(word) ?? undefined);
}
