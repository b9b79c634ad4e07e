/**
 * Every signal that decides what a stretch of a roadmap file is, with the decision and the reason that a reader of
 * `milepost parse --explain` is told. The one home of both: the files named `classify-…` and the tables look for the signals
 * and answer with their names.
 */

/**
 * What a stretch counts for in the reading:
 *
 * - 'group': a section; its parts are judged on their own.
 * - 'item': one piece of work; what is below it are its sub-items or its description.
 * - 'fields': belongs to the item above: its description, its references.
 * - 'none': no part of the roadmap, nor anything in it.
 */
export type Role = 'group' | 'item' | 'fields' | 'none';

/** What a line of the file is shown as. */
export type LineRole =
  | 'section'
  | 'item'
  | 'sub-item'
  | 'description'
  | 'introduction'
  | 'legend'
  | 'table header'
  | 'markup'
  | 'left out'
  | 'ignored'
  | 'hatch'
  | 'front matter'
  | 'blank';

interface Reason {
  role: Role;
  shown: LineRole;
  reason: string;
  /** It is the heading that decides, for all that stands below it. */
  ofHeading?: true;
}

const group = (reason: string): Reason => ({ role: 'group', shown: 'section', reason });
const item = (reason: string): Reason => ({ role: 'item', shown: 'item', reason });
const fields = (reason: string): Reason => ({ role: 'fields', shown: 'description', reason });
const none = (reason: string, shown: LineRole = 'left out'): Reason => ({ role: 'none', shown, reason });
const leftOut = (reason: string, shown: LineRole = 'left out'): Reason => ({ ...none(reason, shown), ofHeading: true });

const TABLE = {
  // Headings, bold leads and labels, by what they are over (classify-sections.ts).
  'document-title': group('the title of the document'),
  'subtitle-time': group('says when the release above is'),
  'over-headings': group('a heading over other headings, or over bold leads'),
  'names-no-work': group('names a release, a time, a status or what it gathers, not a work'),
  'bold-over-parts': group('a bold lead over what follows'),
  'bold-with-prose': item('a bold lead followed by prose, one of several'),
  'numbered-goal': item('a numbered goal that says what is to be done'),
  'points-elsewhere': none('only points elsewhere'),
  'prose-about-one-work': item('a heading followed by prose about one work'),
  'heading-with-fields': item('a heading followed by its fields'),
  'heading-with-reference': item('a heading with a reference of its own'),
  'bare-among-works': item('a heading with nothing under it, as its peers that are works'),
  'empty-heading': none('a heading with nothing under it'),
  'only-code': none('a heading with nothing under it but code, or markup for a program'),
  'much-prose': item('a heading with much prose about it, as its peers have'),
  'leads-in-to-works': group('a heading whose prose leads in to a list of works'),
  'heading-over-table': group('a heading over a table'),
  'explained-by-bullets': item('a heading explained by its bullets, as its peers are by prose'),
  'heading-over-list': group('a heading over a list'),
  'heading-with-status': item('a heading with a status of its own'),
  'explained-by-both': item('a heading explained by prose and bullets, as its peers are'),
  'label-over-list': group('a line that heads a list'),

  // Headings whose words say that all below them is no roadmap (section-words.ts).
  'names-exclusions': leftOut('its heading names what is left out'),
  'about-document': leftOut('its heading explains the document'),
  'asks-question': leftOut('its heading asks or answers a question'),
  'invites-people': leftOut('its heading invites people'),
  'describes-process': leftOut('its heading describes how the project works'),
  'contents-heading': leftOut('its heading is that of a table of contents'),
  'legend-heading': leftOut('its heading is that of a legend', 'legend'),
  'change-log-heading': leftOut('its heading is that of a change log'),
  'notice-heading': leftOut('its heading is that of a notice'),
  'links-heading': leftOut('its heading announces links'),
  'values-heading': leftOut('its heading states goals and values, not work'),
  'problems-heading': leftOut('its heading is about problems, not plans'),
  'looks-back': leftOut('its heading looks back'),
  'reports-present': leftOut('its heading reports what is there'),
  'explains-data': leftOut('its heading explains data, not work'),
  'success-criteria': leftOut('its heading names criteria or measures, not work'),

  // A list as a whole (classify-lists.ts).
  'works-list': group('a list of works'),
  'empty-list': none('an empty list'),
  'references-list': fields('a list of references for the work above'),
  'details-list': fields('a list that tells more of the work above: its lead says so'),
  'definitions-list': none('a list of definitions', 'legend'),
  'roadmaps-list': none('a list of links to other documents'),
  'rules-list': none('a plain list before the sections of checkboxes: how the file is used'),
  'other-list': none('a list of something else than plans'),
  'contents-list': none('a table of contents'),
  'addresses-list': fields('a list of addresses'),
  'legend-list': none('a legend: each bullet explains a mark or a status word', 'legend'),
  'fields-list': fields('a list of fields'),
  'questions-list': none('a list of questions'),
  'headings-list': none('names the headings of the file'),

  // A bullet or numbered entry (classify-entries.ts).
  'only-nested-list': group('a bullet with nothing but a list'),
  'empty-bullet': none('an empty bullet'),
  'only-address': none('only an address'),
  'field-or-remark': fields('a field or a remark about what stands above'),
  'legend-entry': none('an entry of a legend', 'legend'),
  'talks-to-reader': none('talks to the reader'),
  'name-among-groups': none('a bare name among groups'),
  'only-time': none('names a release or a time, and nothing under it'),
  checkbox: item('a bullet with a checkbox'),
  'names-work': item('a bullet that names work'),
  'checkbox-over-parts': item('has a checkbox of its own'),
  'reference-over-parts': item('has a reference of its own'),
  'time-over-parts': group('names only a release, a time or a status'),
  'bold-name-over-list': group('a bold name over a list'),
  'bold-name-among-leaves': item('a bold name over its steps, beside bold names without any'),
  'numbered-over-parts': item('a work with an outline number, with its parts below'),
  'announces-works': group('words for works in general and a colon, over the works'),
  'sentence-over-parts': item('a sentence'),
  'linked-board-over-list': group('a link to a board or milestone, over a list'),
  'verb-over-parts': item('begins with a verb, as a work does'),
  'short-name-among-works': item('a short name over a list, among works'),
  'short-name-over-list': group('a short name over a list'),
  'name-over-tracked': group('a name over works that have references or checkboxes'),
  'linked-over-parts': item('a linked work'),
  'words-over-parts': item('words enough to be a work, with its parts below'),

  // Paragraphs (classify-paragraphs.ts), and whatever else stands between (sections.ts, lists.ts).
  'bold-lead-entry': item('a paragraph with a bold lead, in a run of such'),
  'reference-line': item('a line with a reference, in a run of such'),
  introduction: none('text before the first section', 'introduction'),
  prose: none('prose that names no work of its own'),
  'prose-in-group': none('prose under a group'),
  quotation: none('a quotation'),
  code: none('code'),
  html: none('HTML or a comment', 'markup'),
  divider: none('a line that only divides', 'markup'),

  // Tables (table-columns.ts, table-rows.ts, table-matrix.ts).
  'works-table': group('a table of works'),
  'time-matrix': group('a matrix with times across the columns'),
  'marked-times': group('works, with marks under their times'),
  'measures-table': none('measures or aspects, not works'),
  'files-table': none('about files, not works'),
  'cycle-table': none('a cycle that repeats, not a plan'),
  'change-log-table': none('a change log'),
  'legend-table': none('a legend of marks', 'legend'),
  'milestones-table': none('explains milestones, without saying when or how far'),
  'facts-table': none('a table of measures, risks, files or comparisons, not of works'),
  'calendar-table': none('a calendar: only releases and dates'),
  'table-header': none('the header of a table of works', 'table header'),
  'matrix-header': none('the header of a matrix: its times are the targets of the cells below', 'table header'),
  'table-markup': none('markup of the table', 'markup'),
  'empty-row': none('an empty row'),
  'group-row': group('a bold row over other rows'),
  row: item('a row of a table of works'),
  'row-continues': item('a row that continues the one above: its own name cell is blank'),
  'detached-row': item('a row cut off from its table'),
  'marked-row': item('a row with marks under its times'),
  'matrix-cell': item('a cell of a matrix of times'),

  // What only the explanation needs (explanation.ts).
  'item-description': fields('describes the item above'),
  'ignored-by-hatch': none('ignored', 'ignored'),
  hatch: none('an escape hatch', 'hatch'),
  'broken-hatch': none('an escape hatch that does nothing: the problems say why', 'hatch'),
  'front-matter': none('settings for other programs', 'front matter'),
  'link-definition': none('the address of a link that is used elsewhere', 'markup'),
  comment: none('a comment', 'markup'),
  'nothing-read': none('nothing that the reader takes notice of'),
  blank: none('blank', 'blank'),
} satisfies Record<string, Reason>;

/** The name of a signal: a word or two, never a number; published by `parse --explain --json`. */
export type Signal = keyof typeof TABLE;

/** The signals, by their names. */
export const REASONS: Readonly<Record<Signal, Reason>> = TABLE;

/** What a piece of a roadmap is, and the signal that says so. */
export interface Verdict {
  role: Role;
  signal: Signal;
}

/** The decision that a signal stands for. */
export const verdict = (signal: Signal): Verdict => ({ role: REASONS[signal].role, signal });
