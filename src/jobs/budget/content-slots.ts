/** When the next piece of content may be created. Pure. */

export interface ContentLimits {
  /** Pieces in any minute, and in any hour. */
  perMinute: number;
  perHour: number;
  /** Least time between two. */
  spacingMs: number;
}

/**
 * GitHub documents 80 a minute and 500 an hour, and says that some endpoints have lower ones; those who open issues have met
 * it at about 20 a minute and 150 an hour. A second apart is GitHub's advice.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
 * https://github.com/cli/cli/issues/4801
 */
export const CONTENT_LIMITS: ContentLimits = { perMinute: 18, perHour: 140, spacingMs: 1_000 };

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/**
 * In how many milliseconds the next piece may be created, 0 for now. `agesMs`: how long ago the others were, below 0 for
 * those that are still to come. None is ever created before one that has its time already.
 */
export function nextSlotInMs(agesMs: readonly number[], { perMinute, perHour, spacingMs }: ContentLimits): number {
  // From the latest to the earliest.
  const ages = agesMs.toSorted((one, other) => one - other);
  const after = (index: number, ms: number): number => {
    const age = ages[index];
    return age === undefined ? 0 : Math.ceil(ms - age);
  };
  return Math.max(0, after(0, spacingMs), after(perMinute - 1, MINUTE_MS), after(perHour - 1, HOUR_MS));
}

/** What is left of the limits for what nobody waits for: a tenth is kept for the answers that people wait for. */
export const withReserve = ({ perMinute, perHour, spacingMs }: ContentLimits): ContentLimits => ({
  perMinute: perMinute - Math.floor(perMinute / 10),
  perHour: perHour - Math.floor(perHour / 10),
  spacingMs,
});
