import type { OperationReport } from '../report.ts';
import { isTold } from '../told.ts';

/** By item id: what was just written to its card as status, where all who read the roadmap may know. */
export const writtenColumns = (outcomes: readonly OperationReport[]): Map<string, string> =>
  new Map(
    outcomes.flatMap(({ operation, outcome }) => {
      const isCard = operation.kind === 'add-card' || operation.kind === 'update-card';
      if (!isCard || outcome.state !== 'done' || !isTold(operation)) return [];
      const status = operation.fields.find(({ facet }) => facet === 'status');
      return status === undefined ? [] : [[operation.item.id, status.shown] as const];
    }),
  );
