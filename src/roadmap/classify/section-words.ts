/**
 * Headings that only gather: never an item by themselves, whatever prose follows. The vocabulary of roadmaps: "todo" is a
 * heading that people write.
 */
export const ONLY_GATHERS =
  /^(?:(?:our|the|project|current|upcoming|previous|next|planned|active|other|open|key|main|major|minor|high[- ]level|long[- ]term|short[- ]term|general|product|technical|release|core|new|community|roadmap|quarterly|overall|focus|strategic) )*(?:roadmaps?|road ?map|milestones?|issues?|releases?|features?|goals?|plans?|planning|themes?|priorities|priority|tasks?|projects?|items?|roadmap items|initiatives?|deliverables?|status|backlog|future|current|upcoming|next|now|later|beyond|ideas|todo|to do|work|searching|timeline|schedule|focus areas?|areas?|epics?|objectives?|versions?|phases?|improvements?|enhancements?|bug ?fix(?:es)?|upgrades?|components?|modules?|others?|misc(?:ellaneous)?|general|appendix|epilogue|prologue|highlights?|release highlights|next steps|steps|options?|possible options|more|updates?)[:.]?$/i;

/** Leads into a list of references that belong to the work above. */
export const LEADS_TO_REFERENCES =
  /\b(?:tracking issues?|related (?:issues?|prs?|work)|see (?:the following|also|issues?)|following (?:issues?|prs?)|issues?:|for more (?:detail|information)|more details?|references?|links?|further reading|source repositories|pull requests?)\b.{0,80}[:：]?\s*$/i;

/** Leads into a list of what is there already, or of anything else than plans. */
const OTHERS: readonly RegExp[] = [
  /\b(?:existing (?:ways?|features?|options?)|(?:are|is) considered (?!for\b|as (?:next|future)|(?:the |an? |our )?(?:active|priorit|important|key|high|main|areas?\b))|currently supports?|already (?:ha(?:s|ve)|can|supports?|provides?|offers?|does|available|there)|currently (?:available|supported)|(?:different|following) status(?:es)?|consists? of|serves? (?:\w+ ){0,2}purposes?|usually|questions?|the latest release was|were packaged by|looks like|differs|are defined as|world where|the vision|who are|you can find|should review|when)\b.{0,90}[:：]\s*$/i,
  // What is not to be done, and what should stay as it is.
  /^(?:do not|don['’]t|never|keep (?:the|our|this|it)|avoid|we (?:will not|won['’]t|do not|don['’]t)|not included|excluded|we (?:monitor|watch)|invariants?)\b.{0,60}[:：]\s*$/i,
  /\b(?:are|is) (?:invariants?|principles?|not (?:roadmap )?items?)\b/i,
  /^(?:this|that|it) (?:creates?|means|gives|makes|allows|enables|ensures|results in|helps|lets|works)\b.{0,90}[:：]\s*$/i,
  // A sentence that goes on in its bullets: "one issue with:", "a tool that is:".
  /\b(?:with|that (?:is|are|has|have|can)|who|which|because|if|each (?:has|needs|requires)|satisf(?:y|ies)|meets?|criteria|(?:key |core |following )?(?:characteristics|qualities|principles|values|forces)|influence the roadmap by|in (?:several|many|different) ways)\s*[:：]\s*$/i,
  /\b(?:bereits|derzeit|aktuell) (?:kann|hat|unterstutzt|unterstützt|verfugbar|verfügbar|vorhanden)\b|\b(?:unterstützt|kann|hat) (?:bereits|derzeit|aktuell)\b|\b(?:vorherige|frühere|ältere) (?:roadmaps?|versionen)\b/i,
  /\b(?:prend|gère|possède|offre) (?:déjà|actuellement)\b|\b(?:ya|actualmente) (?:tiene|soporta|incluye|cuenta|existe)\b|\b(?:já|atualmente) (?:tem|suporta|inclui|existe|possui)\b|\b(?:già|attualmente) (?:supporta|include|disponibil)|\b(?:ondersteunt|heeft) (?:al|reeds|momenteel)\b/i,
  /(?:^|[^\p{L}])(?:уже (?:есть|умеет|поддержива\p{L}*|реализован\p{L}*|работает)|сейчас (?:есть|умеет|поддержива\p{L}*)|вже (?:є|вміє|підтриму\p{L}*)|już (?:ma|obsługuje|jest))(?!\p{L})/iu,
  /(?:已经|目前|当前|现在|現在)(?:已经)?(?:有|能|支持|可以|具备)[^，,。；]{0,30}[:：]\s*$|(?:一个|一种|一個|一種)\s*[:：]\s*$|(?:すでに|既に|現在)(?:[^。]{0,20})(?:できる|できます|対応|サポート|利用可能)|이미 (?:지원|제공|있)|현재 (?:지원|제공|가능)/,
  /^(?:this|the|our) (?:roadmap|document|plan|page|list) (?:evolves|is|follows|changes|describes|uses|may|can)\b.{0,90}[:：]\s*$/i,
];

/** Spoken to the reader, in other languages than English (`addressesReader` has that). */
export const TO_READER =
  /^(?:wenn (?:du|sie|ihr)|bei fragen|si (?:tienes|tiene|necesitas|quieres|deseas)|se (?:você|tiver|quiser|precisar)|si vous|se hai|se vuoi|als je|als u|если (?:у вас|вы|хотите|есть)|якщо (?:у вас|ви)|jeśli (?:masz|chcesz)|如果(?:你|您)|如有|欢迎(?:提交|提出|反馈)|歡迎(?:提交|提出)|質問があ|ご意見|궁금)/i;

/** Whether a lead is into a list of anything else than plans. */
export function leadsToOthers(lead: string): boolean {
  return lead !== '' && (TO_READER.test(lead) || OTHERS.some((pattern) => pattern.test(lead)));
}

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
