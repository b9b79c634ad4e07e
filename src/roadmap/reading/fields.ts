import type { Status } from '../model.ts';
import { isFieldLine, lineStarts } from '../classify/field-lines.ts';
import { slicePhrase } from '../markdown/phrase.ts';
import type { Phrase } from '../markdown/phrase.ts';
import type { Source } from '../markdown/source.ts';
import { statusOfCell } from '../status/status.ts';
import { isUndecided, targetOfCell } from '../target/target.ts';
import type { Mention } from '../target/target.ts';
import type { TimeAnchor } from '../target/timeframe.ts';

/** What the lines `Status: …`, `ETA: …` and `Issue: …` below a work say of it. */
export interface Fields {
  status: Status | null;
  target: { mention: Mention | null; phrase: Phrase } | null;
  /** Values of `Issue:` lines, where only an issue is expected. */
  issues: Phrase[];
}

const STATUS = /^(?:current )?(?:status|state|progress)\s*[:：]/i;
const TARGET =
  /^(?:target(?:ed)?(?: release| version| date| completion| milestone)?|eta|timeline|timeframe|due(?: date)?|planned (?:for|release)|(?:estimated|expected|release|target) (?:date|release|completion|delivery)|release|milestone|when|scheduled)\s*[:：]/i;
const ISSUE = /^(?:(?:tracking|github) )?(?:issues?|tickets?|enhancements?)\s*[:：]/i;

/** Reads the fields among the phrases below a work. A field that is said twice counts the first time. */
export function readFields(phrases: readonly Phrase[], source: Source, anchor: TimeAnchor): Fields {
  const fields: Fields = { status: null, target: null, issues: [] };
  for (const phrase of phrases.flatMap((whole) => fieldLines(whole, source))) {
    const text = phrase.text.trimStart();
    if (ISSUE.test(text)) fields.issues.push(valueOf(phrase, source));
    else if (STATUS.test(text)) fields.status ??= statusOfCell(valueOf(phrase, source).text);
    else if (TARGET.test(text)) fields.target ??= targetOf(valueOf(phrase, source), anchor);
  }
  return fields;
}

/** The lines of a paragraph of fields, `**Status:** open` above `**Owner:** Ada`; any other phrase whole. */
function fieldLines(phrase: Phrase, source: Source): Phrase[] {
  const starts = lineStarts(phrase).filter((at) => isFieldLine(phrase.text.slice(at, at + 60)));
  if (starts.length === 0) return [phrase];
  const bounds = [0, ...starts.filter((at) => at > 0), phrase.text.length];
  return bounds.slice(0, -1).map((from, index) => slicePhrase(phrase, from, bounds[index + 1] ?? from, source));
}

function targetOf(value: Phrase, anchor: TimeAnchor): Fields['target'] {
  const mention = isUndecided(value.text) ? null : targetOfCell(value.text, anchor);
  return mention === null && !isUndecided(value.text) ? null : { mention, phrase: value };
}

/** What stands behind the colon. */
function valueOf(phrase: Phrase, source: Source): Phrase {
  return slicePhrase(phrase, phrase.text.search(/[:：]/) + 1, phrase.text.length, source);
}
