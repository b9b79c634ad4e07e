import type { Operator } from '../../jobs/operator/operator-commands.ts';
import { pendingOf, type Pending } from '../../jobs/operator/pending.ts';
import { Failure } from '../failure.ts';
import type { ExitCode, Surroundings } from '../surroundings.ts';
import { findMissingStore, withOperator } from './with-operator.ts';

interface Report extends Pending {
  /** Where, for people. */
  store: string;
  /** In order; empty with --check. */
  applied: string[];
}

/** Migrates the store, or says what is pending. Throws Failure where it cannot be reached. */
export async function migrateStore(
  { check, json }: { check: boolean; json: boolean },
  surroundings: Surroundings,
): Promise<ExitCode> {
  const report = await (check ? look(surroundings) : migrate(surroundings));
  surroundings.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : textOf(report));
  return report.pending.length === 0 ? 0 : 1;
}

async function look(surroundings: Surroundings): Promise<Report> {
  const missing = findMissingStore(surroundings);
  // As of an empty PostgreSQL everything is pending, and a look makes no store.
  if (missing !== null) {
    return { store: `the embedded store in ${missing}`, applied: [], ...pendingOf({ migrations: [], queue: null }) };
  }
  return withOperator(surroundings, (operator) => reportOf(operator, []), { anyVersion: true });
}

const migrate = (surroundings: Surroundings): Promise<Report> =>
  withOperator(
    surroundings,
    async (operator) => {
      const { applied } = await operator.ask('store.migrate', {});
      const report = await reportOf(operator, applied);
      if (report.pending.length === 0) return report;
      throw new Failure(
        `${capital(report.store)} is open in a running Milepost of an earlier version, and lacks ${report.pending.join(', ')}. ` +
          'Restart it with this version: it migrates when it starts.',
      );
    },
    { anyVersion: true, make: true },
  );

const reportOf = async (operator: Operator, applied: string[]): Promise<Report> => ({
  store: operator.address,
  applied,
  ...pendingOf(await operator.ask('store.version', {})),
});

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function textOf({ store, applied, pending, later }: Report): string {
  const lines = [
    ...applied.map((name) => `Applied ${name}.`),
    ...pending.map((name) => `Pending: ${name}.`),
    pending.length === 0
      ? `Nothing is pending: ${store} has what this version expects.`
      : 'Run milepost migrate, or start milepost serve: whichever comes first applies it, beside an older version at work too.',
    ...(later.length === 0
      ? []
      : [`A later version has added ${later.join(', ')}; this version goes on beside it, see docs/self-hosting.md.`]),
  ];
  return `${lines.join('\n')}\n`;
}
