import { foldWords } from '../words.ts';
import { remembered } from '../remembered.ts';

/** Words that number the stages of a plan: "Phase 2: Reports", "Спринт 3", "M1", "阶段一". */
const STAGE =
  /^[^\p{L}\p{N}]{0,6}(?:phase|stage|step|sprint|iteration|milestone|tier|wave|part|release|version|horizon|track|level|quarter|cycle|stufe|etappe|abschnitt|meilenstein|etape|jalon|fase|etapa|hito|marco|iteracion|iteracao|tappa|mijlpaal|этап|фаза|стадия|спринт|веха|итерация|етап|віха|etap|faza|kamien|asama|faz|단계|마일스톤|フェーズ|フェイズ|ステップ|マイルストーン)\s{0,3}[#:]?\s{0,3}(?:\d{1,3}|[ivx]{1,4}|[a-z])(?![\p{L}])|^[^\p{L}\p{N}]{0,6}(?:[mpfsvt]\d{1,2})(?=[\s:.–—-]|$)|^[^\p{L}\p{N}]{0,6}(?:第?\s?[一二三四五六七八九十\d]{1,3}\s?(?:阶段|階段|期|단계)|(?:阶段|階段|フェーズ)\s?[一二三四五六七八九十\d]|\d{1,2}단계)/u;

/** A heading that numbers a stage: it gathers works even where it has a name of its own. */
export const isStage = remembered(judgeStage);

function judgeStage(title: string): boolean {
  return STAGE.test(foldWords(title.slice(0, 60)));
}
