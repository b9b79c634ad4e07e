/** A time counted from a beginning that the file does not give: `text.slice(from, to)` says it. */
export interface RelativeTime {
  text: string;
  from: number;
  to: number;
}

/** `Months 9–16`, `Week 3`, `KW 14-17`, `Semanas 1-4`, `недели 1–4`, `第1-4周`: the unit, then which of them. */
const COUNTED =
  /(?<![\p{L}\p{N}])(?:months?|weeks?|monate?|wochen?|kw|semaines?|mois|semanas?|mes(?:es)?|mês|settiman[ae]|mes[ei]|weken|maand(?:en)?|недел[яьи]|месяц(?:ы)?|тиждень|тижні|місяц[ьі]|tydzień|tygodnie|miesiące?|hafta|ay)\s{1,3}\d{1,3}(?:\s{0,3}(?:[-–—~〜]|to|bis|à|al?|до|do)\s{0,3}\d{1,3})?(?![\p{L}\p{N}])|第\d{1,2}(?:\s{0,3}[-–—~〜至到]\s{0,3}第?\d{1,2})?\s?(?:周|週|个?月|か月|ヶ月)/iu;

/** `0-4 weeks`, `3–6 months`, `12+ Monate`, `1-3个月`, `next 6 weeks`: a range, an open one, or one counted from now. */
const AHEAD =
  /(?<![\p{L}\p{N}.])(?:(?:(?:the )?next |in den nächsten )?\d{1,3}\s{0,3}(?:(?:[-–—~〜]|to|bis|à|до|至|到)\s{0,3}\d{1,3}\s{0,3}\+?|\+)\s{0,3}|(?:(?:the )?next|within|in den nächsten|innerhalb von)\s{1,3}(?:the next\s{1,3})?\d{1,3}\s{1,3})(?:(?:months?|weeks?|years?|quarters?|monaten?|wochen?|jahren?|semaines?|mois|ans|semanas?|mes(?:es)?|años|anos|settimane|mesi|anni|weken|maanden|jaar|недел[ьия]|месяц(?:а|ев)|тижн[іи]в?|місяц(?:і|ів)|tygodni[ea]?|miesi[ąę]c[ey]?|hafta|ay)(?![\p{L}\p{N}])|(?:个月|個月|か月|ヶ月|ヵ月|カ月|개월|周|週間?|年|주))/iu;

/** Which weeks or months of the work a text names; null when none. */
export function countedTime(text: string): RelativeTime | null {
  return /\d/.test(text) ? found(COUNTED.exec(text)) : null;
}

/** How far ahead a text looks; null when it does not say. A single duration (`2 weeks`) says how long, not when. */
export function timeAhead(text: string): RelativeTime | null {
  return /\d/.test(text) ? found(AHEAD.exec(text)) : null;
}

function found(match: RegExpExecArray | null): RelativeTime | null {
  return match === null ? null : { text: match[0], from: match.index, to: match.index + match[0].length };
}
