import { leavingOut } from '../classify/left-out.ts';
import type { SectionBlock } from '../markdown/blocks.ts';
import { squeeze } from '../words.ts';

/** The word for a roadmap, where a title says it. */
const NAMES_ROADMAP =
  /\broad[ -]?maps?\b|路线图|路線圖|ロードマップ|로드맵|дорожн\p{L}{1,3} карт|план развития|карта развития|дорожня карта|\b(?:fahrplan|feuille de route|hoja de ruta|mapa drogowa|yol haritas)/iu;

/** The heading that names the document: the first one, when more follows under it or beside it; null without one. */
export function titleOf(root: SectionBlock): SectionBlock | null {
  const first = root.content.find((part) => part.type === 'section');
  if (first?.type !== 'section' || first.form !== 'heading') return null;
  const siblings = root.content.filter((part) => part.type === 'section' && part.level === first.level);
  const isNamed = NAMES_ROADMAP.test(first.phrase.text);
  if (isNamed) return first;
  const isAlone =
    siblings.length === 1 &&
    (first.level === 1 || first.content.some((part) => part.type === 'section' && part.form === 'heading'));
  const leaving = leavingOut(first.phrase.text);
  const holdsAll = first.content.some((part) => part.type === 'section' && part.form === 'heading');
  return isAlone && (leaving === null || (leaving.yields !== 'nothing' && holdsAll)) ? first : null;
}

/** The title of a document, plain. */
export function titleText(root: SectionBlock): string | null {
  const title =
    titleOf(root)?.phrase.text ?? root.content.find((part) => part.type === 'section' && part.form === 'heading');
  if (title === undefined) return null;
  const text = typeof title === 'string' ? title : title.type === 'section' ? title.phrase.text : '';
  return (
    squeeze(
      text
        .replace(/^[\p{Extended_Pictographic}\uFE0F\s]+/u, '')
        .replace(/(?:\s|\p{Extended_Pictographic}|\uFE0F){1,8}$/u, ''),
    ) || null
  );
}
