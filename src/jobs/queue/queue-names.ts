/** Not pg-boss's usual schema: the PostgreSQL may serve another application that uses pg-boss as well. */
export const QUEUE_SCHEMA = 'milepost_queue';
export const QUEUE = 'sync';
/** What failed for good, for a person to look at. */
export const DEAD_QUEUE = 'sync-dead';

/** SQL of the channel on which pg-boss announces jobs. */
export const QUEUE_CHANNEL = `('pgboss_' || left(encode(sha224('${QUEUE_SCHEMA}'::bytea), 'hex'), 24))`;
