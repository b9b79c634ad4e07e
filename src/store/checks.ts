/** The check run of each commit: which it is, and a digest of what it says, so that what is still true is not written again. */
import type { Database } from './database.ts';

export interface CheckRow {
  repositoryId: number;
  headOid: string;
  /** Of what the check run says, or with `begun` of what was about to be written. */
  digest: string;
  /** null as long as no answer has told it. */
  checkRunId: number | null;
  state: 'begun' | 'written';
  writtenAt: Date | null;
}

/** null when nobody has begun one for this commit. */
export async function findCheck(database: Database, repositoryId: number, headOid: string): Promise<CheckRow | null> {
  const [row] = await database.query<CheckRow>(
    `select repository_id as "repositoryId", head_oid as "headOid", digest, check_run_id as "checkRunId", state,
       written_at as "writtenAt"
     from milepost.checks where repository_id = $1 and head_oid = $2`,
    [repositoryId, headOid],
  );
  return row ?? null;
}

/** Digest of the check run of a push that was written last, on whichever commit; null when there is none. */
export async function latestCheckDigest(database: Database, repositoryId: number): Promise<string | null> {
  const [row] = await database.query<{ digest: string }>(
    `select digest from milepost.checks where repository_id = $1 and state = 'written' and position(':' in head_oid) = 0
     order by written_at desc limit 1`,
    [repositoryId],
  );
  return row?.digest ?? null;
}

/** Enters, before the call, that a check run is about to be written. A check run that is known already stays known. */
export const beginCheck = async (
  database: Database,
  check: { repositoryId: number; headOid: string; digest: string },
): Promise<void> => {
  await database.query(
    `insert into milepost.checks (repository_id, head_oid, digest, state) values ($1, $2, $3, 'begun')
     on conflict (repository_id, head_oid) do update set digest = excluded.digest, state = 'begun'`,
    [check.repositoryId, check.headOid, check.digest],
  );
};

/** Enters, after the call, what was written. */
export const finishCheck = async (
  database: Database,
  check: { repositoryId: number; headOid: string; digest: string; checkRunId: number },
): Promise<void> => {
  await database.query(
    `insert into milepost.checks (repository_id, head_oid, digest, check_run_id, state, written_at)
     values ($1, $2, $3, $4, 'written', now())
     on conflict (repository_id, head_oid) do update set digest = excluded.digest,
       check_run_id = excluded.check_run_id, state = 'written', written_at = now()`,
    [check.repositoryId, check.headOid, check.digest, check.checkRunId],
  );
};

/**
 * What the check runs on a commit are entered under: the commit itself for that of a push, `pull:12:<commit>` and
 * `group:<commit>` for others. Sorted.
 */
export async function listChecksOfCommit(database: Database, repositoryId: number, headOid: string): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    `select head_oid as name from milepost.checks
     where repository_id = $1 and (head_oid = $2 or right(head_oid, length($2) + 1) = ':' || $2) order by head_oid`,
    [repositoryId, headOid],
  );
  return rows.map(({ name }) => name);
}
