import type { Status } from '../model.ts';

/**
 * What the words of a status say, tried in this order: the first that matches wins, so that `not started` is not `started`
 * and `to be released` is not `released`. Each is met by a whole status cell, a tag such as `(Completed)`, a `Status:` line
 * or a section's heading.
 */
export const STATUS_WORDS: readonly [Status, RegExp][] = [
  [
    'dropped',
    /\b(?:won['’]?t (?:do|fix|be|implement)|will not (?:be|do|implement)|cancel{1,2}ed|dropped|abandoned|rejected|declined|removed|discontinued|obsolete|(?:not|no longer) (?:currently )?planned|wont ?(?:do|fix))\b/i,
  ],
  [
    'slipped',
    /\b(?:slip(?:s|ped|ping)?|postponed?|deferred|delay(?:ed)?|on[ -]hold|hold|pushed (?:back|out|to)|moved to|rescheduled|paused|stalled)\b/i,
  ],
  [
    'planned',
    /\b(?:not (?:yet )?(?:started|begun|implemented|done|completed|released)|yet to (?:start|begin)|to be (?:released|done|started|delivered|added|determined|updated|defined)|unstarted|un-?started|planned|planning|proposed|to ?do|upcoming|future|backlog|queued|not started|open|pending|scheduled|accepted|draft)\b/i,
  ],
  [
    'in-progress',
    /\b(?:in[ -]?progress|work[ -]?in[ -]?progress|wip|on-?going|under ?way|under (?:active )?development|in (?:active )?development|being (?:worked on|developed|implemented|rolled out)|in flight|active development|actively|developing|doing|started|in (?:\w+ )?design|feature design|in review|partial(?:ly)?(?: \w+)?|beta|alpha|testing|preparing|preview|experimental|working on|rolling out|on track|at risk)\b/i,
  ],
  [
    'done',
    /\b(?:done|completed?|finished|shipped|delivered|released|implemented|merged|landed|launched|available|closed|live|achieved|ga|stable|working)\b/i,
  ],
];

/** What a mark says where the file has no legend of its own. Names are those of `:name:` shortcodes. */
export const MARKS: ReadonlyMap<string, Status> = new Map<string, Status>([
  ...each('done', [
    '✅',
    '☑',
    '☑️',
    '✔',
    '✔️',
    '✓',
    '🎉',
    '🟢',
    '🏁',
    '🚢',
    'white_check_mark',
    'heavy_check_mark',
    'ballot_box_with_check',
    'material-check-bold',
    'tada',
    'check',
  ]),
  ...each('in-progress', [
    '🚧',
    '🏗',
    '🏗️',
    '🔄',
    '⏳',
    '⌛',
    '🔨',
    '🛠',
    '🛠️',
    '🟡',
    '🚀',
    '👷',
    '🏃',
    'construction',
    'rocket',
    'hourglass',
    'hourglass_flowing_sand',
    'hammer',
    'construction_worker',
    'material-minus',
  ]),
  ...each('dropped', [
    '❌',
    '🚫',
    '✖',
    '✖️',
    '⛔',
    '🗑',
    '🗑️',
    'x',
    'no_entry',
    'no_entry_sign',
    'material-close',
    'material-cancel',
  ]),
  ...each('planned', ['🔲', '⬜', '☐', '📅', '📋', '⚪', '🔮', '📝', '🔜', 'white_large_square', 'calendar', 'soon']),
  ...each('slipped', ['⏸', '⏸️', '🐌', '⏭', '⏭️', 'pause_button']),
]);

function each(status: Status, marks: string[]): [string, Status][] {
  return marks.map((mark) => [mark, status]);
}

/** What stands between the brackets of a checkbox. */
export const BOXES: ReadonlyMap<string, Status> = new Map<string, Status>([
  ['x', 'done'],
  ['X', 'done'],
  ['✓', 'done'],
  ['✔', 'done'],
  ['✅', 'done'],
  [' ', 'planned'],
  ['', 'planned'],
  ['~', 'in-progress'],
  ['-', 'in-progress'],
  ['/', 'in-progress'],
  ['>', 'slipped'],
]);
