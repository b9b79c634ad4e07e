import { headingKey, headingKeys } from './heading-key.ts';

/**
 * Headings that only gather, in other languages than English (`ONLY_GATHERS` has those): goals, next steps, ideas, horizons.
 * Compared as `headingKey` spells them.
 */
const GATHERING =
  'ziele|ziel|meilensteine|funktionen|neue funktionen|geplante funktionen|aufgaben|themen|ideen|nachste schritte|naechste schritte|spater|danach|demnachst|zukunft|zukunftig|kurzfristig|mittelfristig|langfristig|kurzfristige ziele|mittelfristige ziele|langfristige ziele|geplant|offen|in diskussion|wunschliste|weiteres|sonstiges|verbesserungen|zeitplan|schwerpunkte|' +
  'objectifs|objectif|jalons|fonctionnalites|fonctionnalites prevues|taches|idees|prochaines etapes|prochainement|plus tard|a venir|a faire|futur|avenir|court terme|moyen terme|long terme|a court terme|a moyen terme|a long terme|en discussion|ameliorations|calendrier|priorites|' +
  'objetivos|objetivo|hitos|funcionalidades|funciones|caracteristicas|tareas|proximos pasos|proximamente|mas adelante|despues|futuro|corto plazo|medio plazo|mediano plazo|largo plazo|a corto plazo|a medio plazo|a largo plazo|en discusion|mejoras|cronograma|prioridades|por hacer|pendiente|pendientes|planes futuros|' +
  'marcos|recursos planejados|tarefas|ideias|proximos passos|em breve|mais tarde|curto prazo|medio prazo|longo prazo|em discussao|melhorias|planos futuros|a fazer|entregaveis|' +
  'obiettivi|traguardi|funzionalita|attivita|idee|prossimi passi|prossimamente|piu avanti|breve termine|medio termine|lungo termine|miglioramenti|da fare|' +
  'doelen|mijlpalen|functies|taken|ideeen|volgende stappen|binnenkort|later|toekomst|korte termijn|middellange termijn|lange termijn|verbeteringen|onderwerpen|' +
  'цели|цель|этапы|задачи|функции|новые функции|идеи|дальше|далее|позже|потом|следующее|следующие шаги|ближайшие шаги|планы|в планах|планы на будущее|будущее|в будущем|скоро|ближайшее время|ближайшие планы|долгосрочные планы|обсуждается|в обсуждении|на рассмотрении|бэклог|приоритеты|улучшения|' +
  'цілі|етапи|завдання|функції|ідеї|далі|пізніше|наступні кроки|плани|майбутнє|обговорюється|' +
  'cele|kamienie milowe|funkcje|zadania|pomysly|nastepne kroki|pozniej|wkrotce|przyszlosc|plany|ulepszenia|cile|milniky|napady|dalsi kroky|pozdeji|' +
  '目标|目標|里程碑|功能|新功能|任务|任務|想法|后续|後續|接下来|接下來|之后|之后的项目|较大的项目|未来|未來|未来计划|未来规划|计划|計劃|规划|規劃|计划中|下一步|待办|近期|近期计划|近期重点|中期|长期|長期|短期|短期目标|中期目标|长期目标|讨论中|考虑中|优先级|改进|优化|路线图|' +
  '目標|マイルストーン|機能|新機能|タスク|アイデア|次|次のステップ|今後|今後の予定|今後の計画|将来|将来の計画|予定|計画|計画中|短期|中期|長期|検討中|改善|ロードマップ|優先度|' +
  '목표|마일스톤|기능|새 기능|작업|아이디어|다음|다음 단계|이후|나중|향후|향후 계획|미래|예정|계획|단기|중기|장기|단기 목표|중기 목표|장기 목표|검토 중|개선|로드맵|우선순위|현재 다음 작업|' +
  'hedefler|kilometre taslari|ozellikler|gorevler|fikirler|sonraki adimlar|sonra|gelecek|yakinda|kisa vadeli|orta vadeli|uzun vadeli|iyilestirmeler';

const KEYS: ReadonlySet<string> = new Set(GATHERING.split('|').map(headingKey));

/** Whether a heading is nothing but a word that gathers, or several: "Позже / Идеи". */
export function isGathering(title: string): boolean {
  if (title.length > 80) return false;
  return (
    headingKeys(title).some((key) => KEYS.has(key)) ||
    title.split(/[/／,、]/).every((part) => KEYS.has(headingKey(part)))
  );
}
