import type { Signal } from './reasons.ts';

/** Headings of what is no roadmap: each with the signal that it is. */
export const NOT_ROADMAP: readonly [Signal, RegExp][] = [
  [
    'names-exclusions',
    /\b(?:non[- ]?goals?|out[- ]of[- ]scope|what(?:['’]s| is) not|not on the roadmap|not in scope|excluded|exclusions?|anti[- ]goals?|things we won['’]t)\b|非目标|非目標|対象外/i,
  ],
  [
    'about-document',
    /^(?:about|overview|introduction|intro|preface|preamble|purpose|motivation|background|context|summary|scope|sections?|notes?|important|reading guide)\b(?: (?:this|the|of|to|on|and)\b.{0,60})?$|^(?:this|the) (?:doc|document|page|file)$|^(?:using|reading|understanding|updating|maintaining|proposing|changing|changes to|suggesting|adding|purpose of|structure of|.{0,40}\b(?:about|to|of|for|with|behind|use|read)) (?:this|the|our) (?:doc|document|roadmap|page|file)\b|^roadmap (?:overview|process|structure)$|はじめに|概要|简介|介绍|关于/i,
  ],
  [
    'asks-question',
    /^(?:what|why|who|where|when|how)\b(?!.{0,20}\bnext\b).{0,80}(?:\?|is|does|do|to|can|should|we)\b|^(?:faqs?|q ?& ?a|questions?)\b|^how to\b/i,
  ],
  [
    'invites-people',
    /\b(?:contribut(?:e|ing|ion|ions|ors?)|getting involved|get involved|participate|participating|feedback|join us|want to help|help wanted|get in touch|contacts?|support us|sponsors?|sponsoring)\b|贡献|反馈|参与|貢献/i,
  ],
  [
    'describes-process',
    /^(?:our )?(?:process|workflow|methodology|triag(?:e|ing)|prioriti[sz]ation|versioning|activities|communications?|calendar)$|^(?:governance|release (?:process|schedule|cadence|calendar|cycle|policy)|support policy)\b|\b(?:issue triage|meeting minutes|meetings?|office hours|planning process|project planning|milestones process|definition of done|done criteria|acceptance criteria|success criteria|release cadence|decision making|how we work)\b/i,
  ],
  ['contents-heading', /^(?:table of contents|contents|toc|index|on this page|目次|目录)$/i],
  [
    'legend-heading',
    /^(?:legend|key|symbols?|status (?:definitions?|key|legend|indicators?|labels?)|labels?|markers?|notation|conventions?|terminology|glossary|definitions?)\b|意味|凡例|图例|说明/i,
  ],
  [
    'change-log-heading',
    /\b(?:change ?log|revision history|document history|version history|update history|release notes|what['’]s new|changes to this)\b|変更履歴|更新日志|更新履歴/i,
  ],
  [
    'notice-heading',
    /^(?:disclaimers?|disclosures?|licen[sc]es?|copyright|legal|credits?|acknowledge?ments?|thanks|trademarks?)\b|免责|許諾/i,
  ],
  [
    'links-heading',
    /^(?:links?|resources?|references?|see also|further reading|related (?:documents?|links?|resources?|projects?|roadmaps?|issues?)|more information|documentation links|repositories|source repositories|repos|useful links)$|\b(?:source repositories|repos)$|参考|链接|リンク/i,
  ],
  [
    'values-heading',
    /^(?:our )?(?:principles?|guiding principles?|values?|philosophy|mission|vision|mission (?:and|&) vision|tenets?|primary focus|strategy|strategic (?:goals?|vision|direction)|objectives? and principles|design (?:goals|principles)|north star|sla|slas)\b|原則|原则|愿景|使命|理念|ビジョン/i,
  ],
  [
    'problems-heading',
    /^(?:known (?:issues|risks|limitations|problems|bugs)|risks?(?: (?:and|&) .{0,30})?|limitations|dependencies|assumptions|requests? to other|blockers?)\b/i,
  ],
  ['looks-back', /^(?:reflecting|looking back|retrospective|recap|review of|lessons learned)\b/i],
  [
    'reports-present',
    /\b(?:snapshot|latest release|current (?:state|status|version|release)|state of the project|status quo|metrics and kpis|kpis?)$|スナップショット|現状|现状/i,
  ],
  [
    'explains-data',
    /\b(?:field mapping|mapping|sample|schema|syntax|usage|installation|prerequisites|requirements matrix|support matrix|compatibility matrix)$/i,
  ],
];

/** Headings that only gather: never an item by themselves, whatever prose follows. */
export const ONLY_GATHERS =
  /^(?:(?:our|the|project|current|upcoming|previous|next|planned|active|other|open|key|main|major|minor|high[- ]level|long[- ]term|short[- ]term|general|product|technical|release|core|new|community|roadmap|quarterly|overall|focus|strategic) )*(?:roadmaps?|road ?map|milestones?|issues?|releases?|features?|goals?|plans?|planning|themes?|priorities|priority|tasks?|projects?|items?|roadmap items|initiatives?|deliverables?|status|backlog|future|current|upcoming|next|now|later|beyond|ideas|todo|to do|work|searching|timeline|schedule|focus areas?|areas?|epics?|objectives?|versions?|phases?|improvements?|enhancements?|bug ?fix(?:es)?|upgrades?|components?|modules?|others?|misc(?:ellaneous)?|general|appendix|epilogue|prologue|highlights?|release highlights|next steps|steps|options?|possible options|more|updates?)[:.]?$/i;

/** First words of an entry that tell a field of the work above it, or a remark, when a colon follows. */
export const FIELD =
  /^(?:descriptions?|priorit(?:y|ies)|issues?|tracking issues?|github issues?|owners?|leads?|assignees?|champions?|contacts?|status|state|goals?|aims?|why|how|what|who|when|where|note|notes?|nb|hint|tip|info|warning|todo|caution|outcomes?|enhancements?|project (?:boards?|trackers?)|trackers?|boards?|prs?|pull requests?|rfc|rfcs|design docs?|docs?|documents?|documentation links?|links?|references?|related(?: (?:issues?|prs?|work|discussions?|links?))?|see(?: also)?|depends on|dependenc(?:y|ies)|blocked by|eta|targets?|timelines?|dates?|due|milestone|estimates?|effort|size|impact|rationale|reasons?|motivation|background|context|evidence|verify|verification|validation|acceptance criteria|success criteria|done state|done criteria|definition of done|deliverables?|products?|product\(s\)|source repositor(?:y|ies)|repositor(?:y|ies)|sub-?tasks|problem(?: to solve)?|problem statement|solution|approach|benefits?|value|risks?|requirements?|release schedule|updated?|last updated|created|version|stakeholders?|category|type|labels?|tags?|examples?|discussion|tracking|tracked (?:in|by)|more info(?:rmation)?|feedback|import behavior|目標|目标|説明|说明|優先度|优先级|负责人)\s*(?:[:：]|$)/i;

/** Leads into a list of references that belong to the work above. */
export const LEADS_TO_REFERENCES =
  /\b(?:tracking issues?|related (?:issues?|prs?|work)|see (?:the following|also|issues?)|following (?:issues?|prs?)|issues?:|for more (?:detail|information)|more details?|references?|links?|further reading|source repositories|pull requests?)\b.{0,80}[:：]?\s*$/i;

/** Leads into a list of what is there already, or of anything else than plans. */
export const LEADS_TO_OTHERS =
  /\b(?:existing (?:ways?|features?|options?)|(?:are|is) considered|currently supports?|already (?:supports?|provides?|available)|currently (?:available|supported)|(?:different|following) status(?:es)?|consists? of|serves? (?:\w+ ){0,2}purposes?|usually|questions?|the latest release was|were packaged by|looks like|differs|are defined as|world where|the vision|who are|you can find|as follows|should review|when)\b.{0,90}[:：]\s*$/i;

/** Verbs that begin the name of a work: a bullet that begins with one is a piece of work even with bullets below it. */
export const VERBS: ReadonlySet<string> = new Set(
  (
    'abide accelerate achieve adapt add address adopt advance align allow analyse analyze announce apply assess automate avoid ' +
    'begin benchmark bootstrap break bring build bump bundle cache capture change check clean clarify close collect combine ' +
    'complete configure connect consider consolidate continue convert create customize cut deal debug decide declare decouple ' +
    'define delete deliver demonstrate deploy deprecate design detect determine develop discuss distribute diversify document ' +
    'drop ease eliminate embed enable encourage enforce enhance ensure enrich establish evaluate expand experiment explore ' +
    'export expose extend extract facilitate fill finalise finalize find finish fix formalize gather generalize generate get give ' +
    'graduate grow handle harden have hide hook host identify implement import improve include incorporate increase ' +
    'index inject install instrument integrate introduce invest investigate launch learn leverage lift limit link list load log look ' +
    'lower maintain make manage map measure merge migrate minimize modernize modify monitor move normalize offer optimise ' +
    'optimize organize package parallelize parse persist pin plan polish port prepare prevent prioritize produce promote propose ' +
    'prototype provide publish pull push read rebase rebuild reconsider record redesign reduce refactor refine reimplement ' +
    'release remove rename reorganize replace report research resolve restructure rethink review revisit revamp rewrite rework ' +
    'roll route run scale secure select send separate set setup share ship show simplify split speed stabilise stabilize standardize start ' +
    'store streamline strengthen study submit support survey sync switch test tidy trace track train transition translate tune ' +
    'turn unify unlock update upgrade upstream use validate verify visualize wire work wrap write'
  ).split(' '),
);
