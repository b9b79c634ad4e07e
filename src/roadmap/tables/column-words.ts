import { fold } from '../folding.ts';

/** What a column of a roadmap table holds. */
export type ColumnRole =
  'name' | 'description' | 'theme' | 'issue' | 'release' | 'timeline' | 'status' | 'number' | 'other';

/**
 * What the header of a column says that it holds, tried in this order. A header with several meanings is settled by its cells.
 */
export const HEADERS: readonly [ColumnRole, RegExp][] = [
  ['number', /^(?:#|no\.?|nr\.?|id|num(?:ber)?|rank|priority|prio|p|序号|编号)$/i],
  [
    'status',
    /^(?:status|state|progress|done\??|completed\??|complete|stage|current status|状态|狀態|状態|进度|進捗)$/i,
  ],
  [
    'timeline',
    /\b(?:timelines?|timeframe|when|eta|quarter|dates?|start|end|due|schedule[d]?|deadline|target date|expected|year|month|period|planned for|计划时间|时间|時期)\b|时间|時期/i,
  ],
  ['release', /\b(?:releases?|versions?|milestones?|targets?)\b|版本/i],
  ['issue', /\b(?:issues?|links?|tickets?|tracking|github|prs?|pull requests?|epics?|refs?|references?|jira)\b|链接/i],
  [
    'theme',
    /^(?:themes?|areas?|domains?|epics?|streams?|categor(?:y|ies)|components?|types?|kinds?|sig|modules?|groups?|pillars?|workstreams?|tracks?|team|类别|分类)$/i,
  ],
  [
    'description',
    /\b(?:descriptions?|details?|summary|notes?|comments?|rationale|explanation|what|scope|user story|stuff|key features)\b|描述|说明|説明/i,
  ],
  [
    'name',
    /\b(?:features?(?: name)?|names?|titles?|projects?|items?|goals?|tasks?|initiatives?|deliverables?|capabilit(?:y|ies)|works?|sources?|functionality|enhancements?|improvements?|objectives?|topics?|subject|story|stories|scenarios?|use cases?|requirements?|ideas?|problems?)\b|功能|特性|機能|項目|项目|名称/i,
  ],
];

/** The same in other languages, as `fold` spells them: the whole header, since short words mean much elsewhere. */
export const FOREIGN_HEADERS: readonly [ColumnRole, RegExp][] = [
  [
    'number',
    /^(?:n[°º]|prioridad|prioridade|prioritat|priorite|priorita|prioriteit|приоритет|优先级|優先度|우선순위)$/u,
  ],
  [
    'status',
    /^(?:statut|estado|stato|stand|zustand|fortschritt|avancement|progreso|progresso|voortgang|статус|состояние|прогресс|стан|прогрес|stan|postep|durum|ilerleme|进展|當前狀態|当前状态|进度|状况|상태|진행|진행 ?상황|진행률)$/u,
  ],
  [
    'timeline',
    /^(?:echeances?|calendrier|periode|delai|trimestre|mois|annee|fechas?|plazos?|periodo|cronograma|prazos?|previsao|data prevista|scadenza|tempistica|termine|termin(?:e|y)?|datum|zeitplan|zeitraum|frist|quartal|monat|jahr|tijdlijn|kwartaal|maand|сроки?|дата|дата выхода|квартал|период|термін|терміни|kwartal|terminy|tarih|takvim|ceyrek|日期|预计时间|目标时间|计划|季度|月份|时间线|日付|日程|期限|予定|予定日|完了予定|目標日|四半期|일정|기간|날짜|시기|예정|예정일|목표일|분기)$/u,
  ],
  [
    'release',
    /^(?:jalons?|hitos?|marcos?|meilensteine?|mijlpa(?:al|len)|вехи?|віхи?|kamien milowy|kilometre tasi|versao|wersja|versie|versione|версия|версія|surum|里程碑|マイルストーン|バージョン|リリース|버전|마일스톤|릴리스)$/u,
  ],
  ['issue', /^(?:taches liees|задачи в github|链接|关联|リンク|課題|링크|이슈)$/u],
  [
    'theme',
    /^(?:categorie|categoria|kategorie|kategoria|domaine|bereich|bereiche|area|ambito|modulo|modul|module|модуль|компонент|категория|категорія|область|раздел|направление|领域|模块|組件|组件|カテゴリー?|分類|領域|モジュール|모듈|카테고리|분류|분야|영역|kategori|alan)$/u,
  ],
  [
    'description',
    /^(?:beschreibung|details|descripcion|descricao|descrizione|omschrijving|beschrijving|описание|опис|opis|aciklama|contenu|inhalte?|contenido|conteudo|содержание|результат|remarques?|notizen|bemerkung(?:en)?|anmerkung(?:en)?|notas?|observaciones|observacoes|примечания?|комментарии?|примітки|uwagi|内容|详情|备注|詳細|内容|備考|설명|내용|비고|상세)$/u,
  ],
  [
    'name',
    /^(?:fonctionnalites?|fonctions?|funktion(?:en)?|merkmal|titel|titre|titulo|titolo|nome|nom|nombre|name|aufgaben?|taches?|tareas?|tarefas?|compit[oi]|attivita|taak|taken|onderwerp|activite(?:s|it|iten)?|activiteit(?:en)?|actividad(?:es)?|atividades?|thema|objectifs?|objetivos?|obiettiv[oi]|ziele?|doel(?:en)?|livrables?|entregables?|entregas?|funcionalidad(?:es)?|funcionalidades?|funzionalita|caracteristicas?|recursos?|функции?|функционал|функция|возможност[ьи]|задач[аи]|название|цел[ьи]|мероприятия?|работы?|функція|завдання|назва|zadani[ea]|funkcj[ae]|nazwa|cel(?:e)?|ozellik(?:ler)?|gorev(?:ler)?|hedef(?:ler)?|功能点|任务|任務|标题|目标|目標|事项|项|需求|特性|主题|工作|機能|タスク|名前|テーマ|施策|작업|기능|이름|제목|목표|항목|과제|주제)$/u,
  ],
];

/** Headers of a first column that say that the rows are no works, as `fold` spells them. */
const MEASURES =
  /^(?:metrics?|kpis?|key metrics?|measures?|indicators?|aspects?|criteri(?:a|on)|risks?|roles?|terms?|questions?|assumptions?|resources?|documents?|success (?:metrics?|criteria)|metrik(?:en| hedefi)?|gosterge|kennzahl(?:en)?|aspekte?|kriteri(?:um|en)|risik(?:o|en)|metriques?|indicateurs?|criteres?|risques?|metricas?|indicador(?:es)?|criterios?|aspectos?|riesgos?|riscos?|metrich?e|metrica|indicator[ei]|criteri[o]?|risch(?:io|i)|criterium|risico'?s?|метрик[аи]|показател[ьи]|критери[йи]|риски?|показник(?:и)?|ризики?|wskazniki?|ryzyk[oa]|(?:评价)?指标|(?:評価)?指標|风险|風險|リスク|지표|위험|리스크)$/u;

/** Whether the header of a first column says that the rows are measures, risks or aspects, and no works. */
export const isMeasure = (header: string): boolean => MEASURES.test(fold(header));

/** `1`, `M1`, `Phase 2`, `Sprint #3`, `第一阶段`, `2단계`: counts parts of the plan and names nothing. */
export const COUNTED =
  /^(?:[\p{L}]{1,14}[\s.-]{0,2})?#?\d{1,3}[.)]?$|^第[一二三四五六七八九十\d]{1,3}\p{L}{1,3}$|^[一二三四五六七八九十]$|^\d{1,2}(?:단계|차)$|^(?:[\p{L}]{1,14}\s)?[ivx]{1,4}$/iu;
