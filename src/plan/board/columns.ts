/** Which status a column of the board stands for, and which column an item of a status belongs into. By name alone. */
import type { Policy } from '../../policy/policy.ts';
import { STATUSES, type Status } from '../../roadmap/model.ts';
import type { ObservedField } from '../observation.ts';
import { foldName } from './names.ts';

export type ColumnPolicy = Pick<Policy['board'], 'columns'>;
export type Option = ObservedField['options'][number];

const words = (names: string): readonly string[] => names.split(' ');

/** The usual names of columns, folded, the likeliest for a card that is put there first; “Todo” is what GitHub calls the first. */
const USUAL: Record<Status, readonly string[]> = {
  planned: words(
    'todo planned backlog ready upnext next notstarted upcoming new open queued queue scheduled accepted ' +
      'triage totriage inbox icebox ideas proposed later future unstarted pending productbacklog ' +
      'sprintbacklog readytostart readyfordevelopment',
  ),
  'in-progress': words(
    'inprogress doing active wip workinprogress started ongoing underway inwork indevelopment development ' +
      'developing implementing building working workingon current inreview review reviewing readyforreview ' +
      'codereview underreview needsreview testing intesting qa inqa verification staging',
  ),
  done: words(
    'done completed complete finished shipped released delivered closed merged landed resolved deployed ' +
      'live ga inproduction implemented',
  ),
  slipped: words('slipped delayed postponed atrisk offtrack late overdue behind behindschedule deferred slipping'),
  dropped: words(
    'dropped cancelled canceled wontdo wontfix notplanned abandoned rejected declined discarded obsolete ' +
      'notdoing closedasnotplanned willnotdo willnotfix outofscope',
  ),
};

const STATUSES_BY_USUAL_NAME: ReadonlyMap<string, Status> = new Map(
  STATUSES.flatMap((status) => USUAL[status].map((name) => [name, status] as const)),
);

/**
 * The statuses that a column of that name stands for, in the order of the statuses; several where the configuration says
 * so. A name that the configuration gives to a status stands for that alone. null: no usual name, so no opinion.
 */
export function statusesOfColumn(name: string, policy: ColumnPolicy): readonly Status[] | null {
  const key = foldName(name);
  const configured = STATUSES.filter((status) => configuredNames(status, policy).some((other) => other === key));
  if (configured.length > 0) return configured;
  const usual = STATUSES_BY_USUAL_NAME.get(key);
  return usual === undefined ? null : [usual];
}

/**
 * The column of the field in which an item of that status belongs; the one that its card is in where that will do. A
 * slipped item stays among what is planned or in progress where nothing is there for what slips. null: there is none, and
 * nothing is to be written. `current` is the column that the card is in, null for none.
 */
export function columnFor(
  status: Status,
  field: Pick<ObservedField, 'options'>,
  policy: ColumnPolicy,
  current: string | null = null,
): Option | null {
  const fitting = columnsOf(status, field, policy);
  const chosen = fitting.find(({ name }) => name === current) ?? fitting[0];
  if (chosen !== undefined) return chosen;
  if (status !== 'slipped') return null;
  const open = [...columnsOf('planned', field, policy), ...columnsOf('in-progress', field, policy)];
  return open.find(({ name }) => name === current) ?? open[0] ?? null;
}

/** Whether a card in that column says that status, or the nearest thing to it that the board can say. */
export const isColumnOf = (
  name: string,
  status: Status,
  field: Pick<ObservedField, 'options'>,
  policy: ColumnPolicy,
): boolean =>
  (statusesOfColumn(name, policy)?.includes(status) ?? false) || columnFor(status, field, policy, name)?.name === name;

/** Names given in `board.columns` that the field has no option for, with the status that they were given to. */
export function unknownColumns(
  field: Pick<ObservedField, 'options'>,
  policy: ColumnPolicy,
): { status: Status; name: string }[] {
  const present = new Set(field.options.map(({ name }) => foldName(name)));
  return STATUSES.flatMap((status) =>
    namesGivenTo(status, policy).flatMap((name) => (present.has(foldName(name)) ? [] : [{ status, name }])),
  );
}

/** Where the configuration names columns of a status, those alone are written to, in its order; else the usual ones. */
function columnsOf(status: Status, { options }: Pick<ObservedField, 'options'>, policy: ColumnPolicy): Option[] {
  const configured = configuredNames(status, policy);
  const order = configured.length > 0 ? configured : USUAL[status];
  return order.flatMap((key) =>
    options.filter(({ name }) => foldName(name) === key && (statusesOfColumn(name, policy)?.includes(status) ?? false)),
  );
}

const namesGivenTo = (status: Status, { columns }: ColumnPolicy): readonly string[] =>
  Object.hasOwn(columns, status) ? (columns[status] ?? []) : [];

const configuredNames = (status: Status, policy: ColumnPolicy): string[] => namesGivenTo(status, policy).map(foldName);
