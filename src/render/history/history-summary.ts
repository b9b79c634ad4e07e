import type { History, Life, RevisionStamp } from '../../roadmap/history/history.ts';
import { count } from '../count.ts';
import { plainText } from '../plain-text.ts';

/** `2021-03-04`, in UTC. */
export const dayOf = ({ committedAt }: RevisionStamp): string => committedAt.slice(0, 10);

/** `1,430 days` */
export const days = (number: number): string => `${grouped(number)} ${Math.abs(number) === 1 ? 'day' : 'days'}`;

/** `1,430` */
export const grouped = (number: number): string => number.toLocaleString('en-US');

/** `ROADMAP.md of acme/anchor` */
export const historyName = ({ file, repo }: History): string =>
  repo === null ? plainText(file) : `${plainText(file)} of ${plainText(repo)}`;

/** `42 items in 13 revisions from 2016-06-05 to 2025-06-23` */
export function historySpan({ lives, revisions, first, last }: History): string {
  const span = first === null || last === null ? '' : ` from ${dayOf(first)} to ${dayOf(last)}`;
  return `${count(lives.length, 'item')} in ${count(revisions, 'revision')}${span}`;
}

/**
 * `7 slipped 12 times, 1,430 days in all; 20 done, 1 dropped, 5 vanished while still open`. Where some slips have no days, to
 * another release or to `Later`, the days are those of the others: `12 times, 5 of them by 430 days in all`.
 */
export function historyCounts({ lives }: History): string {
  const slipped = lives.filter(({ timesSlipped }) => timesSlipped > 0);
  const times = slipped.reduce((sum, { timesSlipped }) => sum + timesSlipped, 0);
  const late = slipped.reduce((sum, { daysSlipped }) => sum + daysSlipped, 0);
  const dated = slipped
    .flatMap(({ events }) => events)
    .filter((event) => event.slip && event.slippedDays !== null).length;
  const known = late === 0 ? '' : `, ${dated === times ? '' : `${dated} of them by `}${days(late)} in all`;
  const slips = slipped.length === 0 ? 'none slipped' : `${slipped.length} slipped ${count(times, 'time')}${known}`;
  const ends = (['done', 'dropped', 'vanished'] as const).flatMap((state) => {
    const number = lives.filter((life) => life.state === state).length;
    return number === 0 ? [] : [`${number} ${state}${state === 'vanished' ? ' while still open' : ''}`];
  });
  return [slips, ends.join(', ')].filter((part) => part !== '').join('; ');
}

/**
 * What it was planned for, one after the other: `Q1 2024`, `Q3 2024`, `2025`; `none` where a target was taken away. A
 * release that was only put off is there twice, with its days: `1.7 (2024-03-31)`, `1.7 (2024-06-30)`.
 */
export function targetsOf(life: Life): { text: string; slip: boolean }[] {
  const chain = [{ text: life.events[0]?.target?.text ?? null, slip: false }];
  for (const { kind, slip, from, to } of life.events) {
    if (kind !== 'retargeted') continue;
    if (from !== null) chain.at(-1)!.text = from;
    chain.push({ text: to, slip });
  }
  const told = chain[0]!.text === null ? chain.slice(1) : chain;
  return told.map(({ text, slip }) => ({ text: text === null ? 'none' : plainText(text), slip }));
}
