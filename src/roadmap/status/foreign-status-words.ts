import type { Status } from '../model.ts';

/**
 * Words for each status in other languages than English, as `fold` spells them, with their inflections: German, French, Spanish,
 * Portuguese, Italian, Dutch, Russian, Ukrainian, Polish, Turkish; then Chinese, Japanese and Korean. Tried in this order, so
 * that `nicht fertig` is not `fertig` and `部分完成` is not `完成`.
 */
export const FOREIGN_STATUS_WORDS: readonly [Status, RegExp][] = [
  [
    'dropped',
    /(?<![\p{L}\p{N}])(?:verworfen(?:e[nrs]?)?|abgelehnt(?:e[nrs]?)?|gestrichen|abgebrochen|nicht geplant(?:e[nrs]?)?|wird nicht umgesetzt|ausgeschlossen|abandonnee?s?|annulee?s?|rejetee?s?|non prevue?s?|exclue?s?|cancelad[oa]s?|descartad[oa]s?|rechazad[oa]s?|abandonad[oa]s?|no (?:planead|planificad|previst)[oa]s?|excluid[oa]s?|rejeitad[oa]s?|nao (?:planejad|planead|previst)[oa]s?|annullat[oaie]|scartat[oaie]|abbandonat[oaie]|rifiutat[oaie]|non (?:previst|pianificat)[oaie]|esclus[oaie]|geannuleerd(?:e)?|vervallen|afgewezen|geschrapt(?:e)?|niet gepland(?:e)?|отменен[аоы]?|отмененн\p{L}{1,3}|отклонен[аоы]?|не планируется|не запланировано|отказались|исключен[аоы]?|заброшен[аоы]?|скасован[аоіи]|відхилен[аоіи]|не планується|anulowan[aeyo]|odrzucon[aeyo]|porzucon[aeyo]|nie ?planowan[aeyo]|iptal(?: edil(?:di|en|enler))?|vazgecildi|planlanmiyor)(?![\p{L}\p{N}])|取消|放弃|放棄|废弃|不做|不打算|不计划|不再支持|中止|廃止|却下|やらない|対応しない|見送り|취소|폐기|중단|하지 않/u,
  ],
  [
    'slipped',
    /(?<![\p{L}\p{N}])(?:verschoben(?:e[nrs]?)?|zuruckgestellt(?:e[nrs]?)?|aufgeschoben(?:e[nrs]?)?|vertagt|pausiert(?:e[nrs]?)?|reportee?s?|differee?s?|repoussee?s?|suspendue?s?|en pause|pospuest[oa]s?|aplazad[oa]s?|postergad[oa]s?|diferid[oa]s?|retrasad[oa]s?|suspendid[oa]s?|en pausa|adiad[oa]s?|atrasad[oa]s?|suspens[oa]s?|pausad[oa]s?|em (?:espera|pausa)|rinviat[oaie]|rimandat[oaie]|posticipat[oaie]|sospes[oaie]|in pausa|uitgesteld(?:e)?|opgeschort(?:e)?|in de wacht|gepauzeerd|отложен[аоы]?|отложенн\p{L}{1,3}|перенесен[аоы]?|приостановлен[аоы]?|заморожен[аоы]?|на паузе|відкладен[аоіи]|перенесен[аоіи]|призупинен[аоіи]|на паузі|odlozon[aeyo]|wstrzyman[aeyo]|przesuniet[aeyo]|opoznion[aeyo]|zawieszon[aeyo]|ertelen(?:di|en|enler)|beklemede|askida)(?![\p{L}\p{N}])|推迟|推遲|延期|延后|暂缓|暫緩|搁置|擱置|暂停|保留|先送り|보류|연기/u,
  ],
  [
    'planned',
    /(?<![\p{L}\p{N}])(?:(?:noch )?nicht (?:begonnen|angefangen|fertig|erledigt|gestartet|umgesetzt)|geplant(?:e[nrs]?)?|vorgesehen|ausstehend(?:e[nrs]?)?|anstehend(?:e[nrs]?)?|zu erledigen|offen(?:e[nrs]?)?|pas (?:encore )?(?:commencee?s?|fait|faite|terminee?)|non (?:commencee?s?|terminee?s?)|a (?:faire|venir)|prevue?s?|planifiee?s?|en attente|no (?:iniciad|empezad|comenzad)[oa]s?|sin empezar|por hacer|pendientes?|planificad[oa]s?|planead[oa]s?|planejad[oa]s?|previst[oa]s?|nao iniciad[oa]s?|a fazer|por fazer|pendentes?|da fare|non iniziat[oaie]|pianificat[oaie]|previst[oaie]|in programma|gepland(?:e)?|te doen|nog niet (?:gestart|begonnen|gedaan)|не (?:начат|готов|сделан|реализован|выполнен)[аоы]?|запланирован[аоы]?|запланированн\p{L}{1,3}|планируется|в планах|предстоит|не (?:розпочат|готов|зроблен)[аоіи]?|заплановано|планується|nie ?rozpoczet[aeyo]|(?:za)?planowan[aeyo]|do zrobienia|w planach|planlan(?:di|an|anlar|iyor)|yapilacak(?:lar)?|baslanmadi|bekliyor)(?![\p{L}\p{N}])|未开始|未開始|未着手|未完成|未实现|未対応|未実装|待办|待辦|待开始|待开发|待实现|待完成|待定|计划|計劃|計画|规划|規劃|予定|検討中|예정|계획|미착수|미완료|미구현|대기/u,
  ],
  [
    'in-progress',
    /(?<![\p{L}\p{N}])(?:in (?:arbeit|bearbeitung|entwicklung|umsetzung)|im gange|laufend(?:e[nrs]?)?|begonnen|angefangen|teilweise|en cours|en developpement|partiel(?:le)?(?:ment|s)?|en (?:curso|progreso|proceso|desarrollo|marcha)|parcial(?:es|mente)?|em (?:andamento|curso|progresso|desenvolvimento|execucao)|in (?:corso|lavorazione|sviluppo)|parzial(?:e|i|mente)|in (?:uitvoering|ontwikkeling|behandeling)|bezig|gedeeltelijk|в (?:работе|процессе|разработке)|выполняется|разрабатывается|делается|частично|[ву] (?:роботі|процесі|розробці)|виконується|частково|w (?:trakcie|toku|realizacji|przygotowaniu)|czesciowo|devam (?:ediyor|eden|edenler)|yapim asamasinda|gelistiriliyor|yapiliyor)(?![\p{L}\p{N}])|进行中|進行中|正在进行|正在開發|正在开发|开发中|開發中|開発中|实现中|部分完成|部分实现|実装中|対応中|作業中|着手中|一部完了|準備中|진행 ?중|개발 ?중|작업 ?중|구현 ?중/u,
  ],
  [
    'done',
    /(?<![\p{L}\p{N}])(?:erledigt(?:e[nrs]?)?|fertig(?:gestellt)?(?:e[nrs]?)?|abgeschlossen(?:e[nrs]?)?|umgesetzt(?:e[nrs]?)?|veroffentlicht(?:e[nrs]?)?|ausgeliefert(?:e[nrs]?)?|beendet|terminee?s?|faite?s?|realisee?s?|livree?s?|achevee?s?|finie?s?|accomplie?s?|hech[oa]s?|completad[oa]s?|terminad[oa]s?|finalizad[oa]s?|realizad[oa]s?|entregad[oa]s?|alcanzad[oa]s?|implementad[oa]s?|lanzad[oa]s?|publicad[oa]s?|listo|feit[oa]s?|concluid[oa]s?|entregues?|lancad[oa]s?|alcancad[oa]s?|pront[oa]s?|fatt[oaie]|completat[oaie]|terminat[oaie]|conclus[oaie]|finit[oaie]|realizzat[oaie]|rilasciat[oaie]|raggiunt[oaie]|klaar|gedaan|voltooid(?:e)?|afgerond(?:e)?|gereed|opgeleverd(?:e)?|готов[аоы]?|сделан[аоы]?|сделанн\p{L}{1,3}|выполнен[аоы]?|выполненн\p{L}{1,3}|завершен[аоы]?|завершенн\p{L}{1,3}|реализован[аоы]?|реализованн\p{L}{1,3}|закончен[аоы]?|выпущен[аоы]?|внедрен[аоы]?|зроблен[аоіи]|виконан[аоіи]|завершен[аоіи]|готов[аоі]|реалізован[аоіи]|gotow[aeyo]|zrobion[aeyo]|ukonczon[aeyo]|zakonczon[aeyo]|wykonan[aeyo]|zrealizowan[aeyo]|wdrozon[aeyo]|wydan[aeyo]|tamamlan(?:di|an|anlar|mis)|bitti|biten(?:ler)?|yapildi|yapilan(?:lar)?|yayinlandi)(?![\p{L}\p{N}])|已完成|已实现|已實現|已发布|已發布|已上线|已交付|已支持|已合并|已修复|已结束|完成(?![度率时時])|完了|済み?|완료|완성|출시됨|배포됨/u,
  ],
];
