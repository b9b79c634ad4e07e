/**
 * What we add to pg-boss's tables: a function that takes up jobs, and the index that it needs. pg-boss's own statement for
 * our kind of queue sorts all keys that wait, each time: with 100,000 of them that takes seconds, see bench/queue.js.
 *
 * It walks down the line and takes what may begin. Where the front of the line is crowded with jobs that may not, whose
 * groups have all they may in work, it goes on from group to group. So what it costs depends neither on how many
 * wait nor on whose they are. A function, since small statements with plans of their own stay fast whatever the
 * planner believes of the table, and since each sees what others have just taken.
 */
import type { Database } from '../../store/database.ts';
import { QUEUE, QUEUE_SCHEMA } from './queue-names.ts';

/** Its number goes up with each change, since other versions may run beside this one. */
export const CLAIM_FUNCTION = `${QUEUE_SCHEMA}.claim_jobs_1`;
const INDEX = 'job_waiting_by_group';

/** So many jobs of the line's front are looked at: more than one round takes, less than would be felt. */
const FRONT = 200;
/** So many groups are visited in one call; the next one goes on from there. */
const MOST_GROUPS = 500;
/** Any number: it tells our locks of groups from others'. */
const GROUP_LOCKS = 1_836_281_204;

const WAITS = `job.name = '${QUEUE}' and job.state < 'active' and not job.blocked and job.policy = 'key_strict_fifo'`;
const JOB = `${QUEUE_SCHEMA}.job`;

/** `candidate` is taken, unless its key or its group may not: the group's count is exact, since its lock is held. */
const CONSIDER = `
  is_urgent := candidate.priority >= 1;
  continue when candidate.singleton_key = any (own_keys);
  if candidate.group_id is not null then
    continue when not is_urgent and candidate.group_id = any (closed);
    if not pg_try_advisory_xact_lock(${GROUP_LOCKS}, hashtext(candidate.group_id)) then
      closed := closed || candidate.group_id;
      continue;
    end if;
    select count(*) into busy from ${JOB} job
    where job.name = '${QUEUE}' and job.state = 'active' and job.group_id = candidate.group_id;
    if busy >= group_limit then
      closed := closed || candidate.group_id;
      continue when not is_urgent or busy > group_limit;
    end if;
  end if;
  continue when exists (
    select from ${JOB} job
    where job.name = '${QUEUE}' and job.singleton_key = candidate.singleton_key and job.id <> candidate.id
      and job.state in ('active', 'retry', 'failed') and job.policy = 'key_strict_fifo');
  -- By the primary key: more conditions would let a plan take an index that holds all that wait.
  select job.state into state_now from ${JOB} job where job.name = '${QUEUE}' and job.id = candidate.id
  for update skip locked;
  continue when not found or state_now >= 'active';
  return query update ${JOB} job
    set state = 'active', started_on = now(), heartbeat_on = now(),
      retry_count = case when job.started_on is null then job.retry_count else job.retry_count + 1 end
    where job.name = '${QUEUE}' and job.id = candidate.id
    returning job.id, job.data, job.retry_count, job.group_id;
  own_keys := own_keys || candidate.singleton_key;
  wanted := wanted - 1;
  if not is_urgent then
    not_urgent := not_urgent - 1;
  end if;`;

/**
 * wanted, not_urgent, group_limit, own_keys, closed: as ClaimOptions has them. from_group: where to go on. Its rows are the
 * jobs, and where not all groups were visited one without an id, whose group is where to go on the next time.
 */
const FUNCTION = `create or replace function ${CLAIM_FUNCTION}(
    wanted integer, not_urgent integer, group_limit integer, own_keys text[], closed text[], from_group text)
  returns table (id uuid, data jsonb, retry_count integer, group_id text)
  language plpgsql volatile
  set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off
as $function$
#variable_conflict use_column
declare
  candidate record;
  is_urgent boolean;
  busy integer;
  state_now ${QUEUE_SCHEMA}.job_state;
  seen integer := 0;
  visited integer := 0;
  place text := from_group;
begin
  for candidate in
    select job.id, job.singleton_key, job.group_id, job.priority from ${JOB} job
    where ${WAITS} and job.start_after <= now()
    order by job.priority desc, job.created_on limit ${FRONT}
  loop
    seen := seen + 1;
    exit when wanted <= 0 or (candidate.priority < 1 and not_urgent <= 0);
    ${CONSIDER}
  end loop;
  if seen < ${FRONT} then
    return;
  end if;
  while wanted > 0 and not_urgent > 0 and visited < ${MOST_GROUPS} loop
    visited := visited + 1;
    select job.group_id into place from ${JOB} job where ${WAITS} and job.group_id > place
    order by job.group_id limit 1;
    -- After the last one the first, in the next call.
    exit when place is null;
    continue when place = any (closed);
    -- A range and not an equation: only the index by group has this order, so that no plan takes another.
    for candidate in
      select job.id, job.singleton_key, job.group_id, job.priority from ${JOB} job
      where ${WAITS} and job.group_id >= place and job.group_id <= place and job.start_after <= now()
      order by job.group_id, job.priority desc, job.created_on limit 2 * group_limit
    loop
      exit when wanted <= 0 or not_urgent <= 0;
      ${CONSIDER}
    end loop;
  end loop;
  return query select null::uuid, null::jsonb, null::integer, coalesce(place, '');
end
$function$`;

/** Any number; it only has to be the same in every process. */
const ADDING_LOCK = 1_836_281_205;

async function isThere(database: Database): Promise<boolean> {
  const [row] = await database.query<{ there: boolean }>(
    'select to_regproc($1) is not null and to_regclass($2) is not null as there',
    [CLAIM_FUNCTION, `${QUEUE_SCHEMA}.${INDEX}`],
  );
  return row?.there === true;
}

/** Adds what is missing; safe when several processes start at once, and beside other versions. */
export async function addClaimFunction(database: Database): Promise<void> {
  if (await isThere(database)) return;
  await database.transaction(async (transaction) => {
    await transaction.query('select pg_advisory_xact_lock($1)', [ADDING_LOCK]);
    if (await isThere(transaction)) return;
    await transaction.query(
      `create index if not exists ${INDEX} on ${JOB} (name, group_id, priority desc, created_on, start_after)
       where state < 'active' and not blocked and policy = 'key_strict_fifo'`,
    );
    await transaction.query(FUNCTION);
  });
}
