/** Days as `YYYY-MM-DD`, compared as strings. No clock: only arithmetic. */

/** A closed range of days. */
export interface DayRange {
  start: string;
  end: string;
}

/** `month` 1–12, `day` 1–31; days past the end of the month run into the next. */
export function dayOf(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** Whether the calendar has this day. */
export function isDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

export function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** First to last day of `count` months from `month` of `year`; a month past December is in the next year. */
export function monthsFrom(year: number, month: number, count: number): DayRange {
  return {
    start: dayOf(year, month, 1),
    end: new Date(Date.UTC(year, month - 1 + count, 0)).toISOString().slice(0, 10),
  };
}
