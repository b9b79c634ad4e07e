import type { ViewItem } from '../../plan/view/view.ts';
import { STATUSES } from '../../roadmap/model.ts';
import { bar, endMark, lateLine, moveArc, oldMark, statusMark } from './picture-marks.ts';
import type { LegendEntry } from './picture-legend.ts';
import type { TimeScale } from './time-scale.ts';
import { STATUS_WORDS } from './view-words.ts';

const isPoint = ({ target }: ViewItem): boolean => target !== null && (target.start === null) !== (target.end === null);

/** What stands in the picture, and nothing else. */
export function legendOf(
  items: readonly ViewItem[],
  {
    scale,
    hasBand,
    today,
    hasBars,
    hatchId,
  }: { scale: TimeScale | null; hasBand: boolean; today: string; hasBars: boolean; hatchId: string },
): LegendEntry[] {
  const moves = scale === null ? [] : items.flatMap((item) => item.moves).filter(({ from }) => from.end !== null);
  const isLate = ({ status, target }: ViewItem): boolean =>
    status === 'slipped' && target?.end != null && target.end < today;
  return [
    ...STATUSES.filter((status) => items.some((item) => item.status === status)).map((status) => ({
      sign: `${statusMark(6, 0, status)}${hasBars ? bar(16, 36, 0, status, hatchId) : ''}`,
      signWidth: hasBars ? 36 : 12,
      label: STATUS_WORDS[status],
    })),
    ...entry(scale !== null && items.some(isPoint), endMark(6, 0, 'planned'), 12, 'one day'),
    ...entry(moves.length > 0, oldMark(6, 0), 12, 'earlier target'),
    ...entry(
      moves.some(({ isSlip }) => isSlip),
      arc(true),
      24,
      'moved later',
    ),
    ...entry(
      moves.some(({ isSlip }) => !isSlip),
      arc(false),
      24,
      'moved, not later',
    ),
    ...entry(scale !== null && items.some(isLate), lateLine(0, 22, 0), 22, 'late until today'),
    ...entry(hasBand, '<rect class="mp-band" x="0" y="-6" width="22" height="12"/>', 22, "section's time"),
  ];
}

const entry = (isUsed: boolean, sign: string, signWidth: number, label: string): LegendEntry[] =>
  isUsed ? [{ sign, signWidth, label }] : [];

const arc = (isSlip: boolean): string => `<g transform="translate(0 8)">${moveArc(3, 21, 0, isSlip)}</g>`;
