import { CONTENT_LIMITS, type ContentLimits } from '../jobs/budget/content-slots.ts';

/** More than one a second is never created, and a tenth is kept back: more than these would mean nothing. */
const BOUNDS = {
  MILEPOST_CONTENT_PER_MINUTE: { key: 'perMinute', most: 120 },
  MILEPOST_CONTENT_PER_HOUR: { key: 'perHour', most: 7_200 },
} as const;

/** How much content the environment lets Milepost create for one installation; each wrong value is a problem. */
export function readContentLimits(variables: Readonly<Record<string, string | undefined>>): {
  content: ContentLimits;
  problems: { variable: string; message: string }[];
} {
  const content = { ...CONTENT_LIMITS };
  const problems: { variable: string; message: string }[] = [];
  for (const [variable, { key, most }] of Object.entries(BOUNDS)) {
    const text = variables[variable];
    if (!text) continue;
    const count = Number(text);
    if (Number.isInteger(count) && count >= 1 && count <= most) content[key] = count;
    else
      problems.push({ variable, message: `${variable} is “${text}”; a whole number from 1 to ${most} was expected.` });
  }
  return { content, problems };
}
