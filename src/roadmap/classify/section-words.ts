/** Headings that only gather: never an item by themselves, whatever prose follows. */
export const ONLY_GATHERS =
  /^(?:(?:our|the|project|current|upcoming|previous|next|planned|active|other|open|key|main|major|minor|high[- ]level|long[- ]term|short[- ]term|general|product|technical|release|core|new|community|roadmap|quarterly|overall|focus|strategic) )*(?:roadmaps?|road ?map|milestones?|issues?|releases?|features?|goals?|plans?|planning|themes?|priorities|priority|tasks?|projects?|items?|roadmap items|initiatives?|deliverables?|status|backlog|future|current|upcoming|next|now|later|beyond|ideas|todo|to do|work|searching|timeline|schedule|focus areas?|areas?|epics?|objectives?|versions?|phases?|improvements?|enhancements?|bug ?fix(?:es)?|upgrades?|components?|modules?|others?|misc(?:ellaneous)?|general|appendix|epilogue|prologue|highlights?|release highlights|next steps|steps|options?|possible options|more|updates?)[:.]?$/i;

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
