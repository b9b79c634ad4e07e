/** A project as GraphQL tells it, brought into the Observation's form. */
import type { ObservedBoard, ObservedField } from '../plan/observation.ts';
import type { Identity } from './identity.ts';
import type { BoardRow, FieldRow } from './queries/board.ts';

/** null for a row without the essential, its id. A board that does not say that it is public counts as private. */
export function boardOfRow(
  row: BoardRow | null | undefined,
  asked: { owner: string; number: number },
  identity: Identity,
): Extract<ObservedBoard, { state: 'found' }> | null {
  if (typeof row?.id !== 'string') return null;
  return {
    state: 'found',
    id: row.id,
    owner: asked.owner,
    number: row.number ?? asked.number,
    title: row.title ?? '',
    url: row.url ?? '',
    public: row.public === true,
    closed: row.closed === true,
    writable: writableBy(identity, row.viewerCanUpdate),
    fields: (row.fields?.nodes ?? []).flatMap((field) => fieldOfRow(field) ?? []),
  };
}

/** What GitHub calls the viewer is a person; of an app's "no" nobody says that it heeds the installation's permissions. */
const writableBy = ({ kind }: Identity, viewerCanUpdate: boolean | null | undefined): boolean | null =>
  viewerCanUpdate === true ? true : kind === 'user' && viewerCanUpdate === false ? false : null;

function fieldOfRow(row: FieldRow | null): ObservedField | null {
  if (typeof row?.id !== 'string' || typeof row.name !== 'string') return null;
  return { id: row.id, name: row.name, type: typeOf(row), options: optionsOf(row) };
}

/** Kinds of fields are added from time to time: what is not known here is `other`. */
function typeOf({ type, dataType }: FieldRow): ObservedField['type'] {
  if (type === 'ProjectV2SingleSelectField') return 'single-select';
  if (type === 'ProjectV2IterationField') return 'iteration';
  if (dataType === 'TEXT') return 'text';
  return dataType === 'DATE' ? 'date' : 'other';
}

/** The iterations that are to come before those that are over, which can be given to a card still. */
function optionsOf({ options, configuration }: FieldRow): ObservedField['options'] {
  const iterations = [...(configuration?.iterations ?? []), ...(configuration?.completedIterations ?? [])];
  const named = [...(options ?? []), ...iterations.map((iteration) => ({ id: iteration?.id, name: iteration?.title }))];
  return named.flatMap((option) =>
    typeof option?.id === 'string' && typeof option.name === 'string' ? [{ id: option.id, name: option.name }] : [],
  );
}
