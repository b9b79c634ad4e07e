import type { Status } from '../model.ts';
import { isFieldLine, lineStarts } from '../classify/field-lines.ts';
import { fold } from '../folding.ts';
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

/** The same in other languages, as `fold` spells them. */
const FOREIGN_STATUS =
  /^(?:statut|stand|estado|stato|статус|состояние|стан|stan|durum|状态|状態|진행 상태|상태)\s*[:：]/u;
const FOREIGN_TARGET =
  /^(?:termin|zeitraum|zeitplan|zieltermin|geplant fur|echeance|calendrier|periode|prevu pour|fecha(?: objetivo| limite)?|plazo|cronograma|prazo|previsao|periodo|scadenza|planning|срок(?:и)?|период|термін|термини|termin|hedef tarih|目标时间|计划时间|时间|预计|期限|時期|予定|目標時期|일정|기한|목표 시기)\s*[:：]/u;

/** Reads the fields among the phrases below a work. A field that is said twice counts the first time. */
export function readFields(phrases: readonly Phrase[], source: Source, anchor: TimeAnchor): Fields {
  const fields: Fields = { status: null, target: null, issues: [] };
  for (const phrase of phrases.flatMap((whole) => fieldLines(whole, source))) {
    const text = phrase.text.trimStart();
    const colon = text.slice(0, 40).search(/[:：]/);
    if (colon === -1) continue;
    const name = fold(text.slice(0, colon + 1));
    if (ISSUE.test(text)) fields.issues.push(valueOf(phrase, source));
    else if (STATUS.test(text) || FOREIGN_STATUS.test(name))
      fields.status ??= statusOfCell(valueOf(phrase, source).text);
    else if (TARGET.test(text) || FOREIGN_TARGET.test(name))
      fields.target ??= targetOf(valueOf(phrase, source), anchor);
  }
  return fields;
}

/** The lines of a paragraph of fields, `**Status:** open` above `**Owner:** Ada`; any other phrase whole. */
function fieldLines(phrase: Phrase, source: Source): Phrase[] {
  const later = lineStarts(phrase);
  // Where every line begins with a name and a colon, all of them are fields, in whatever language.
  const areAll = [0, ...later].every((at) => /^\s{0,9}[^\s:：][^:：]{1,39}[:：]/.test(phrase.text.slice(at, at + 52)));
  const starts = areAll ? later : later.filter((at) => isFieldLine(phrase.text.slice(at, at + 60)));
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
