/**
 * Which roadmaps does an event wake? Asks a PostgreSQL with 100,000 roadmaps and 5 million references, prints the plan of
 * the one statement, and how many events a second it answers, as a ratio to a statement that does nothing and to the
 * same with a hundredth of the rows. Ends with 1 if anything but an index look-up is in the plan.
 *
 *     node bench/pointers.js [roadmaps]
 */
import { findRoadmapsPointingTo } from '../dist/store/pointers.js';
import { migrate } from '../dist/store/migrate.js';
import { openDatabase } from '../dist/store/open-database.js';
import { startPostgres } from './postgres.js';

const ROADMAPS = Number(process.argv[2] ?? 100_000);
const REFERENCES_EACH = 50;
const CONNECTIONS = 8;
const SECONDS = 5;

/** Every tenth reference is to a repository that ten others refer to as well. */
const FILL_POINTERS = `
  insert into milepost.pointers (repository_id, path, pointer)
  select roadmap, 'ROADMAP.md',
    case when reference % 10 = 0 then 'quill/shared-' || roadmap / 10 || '#' || reference
         else 'quill/r' || roadmap || '#' || reference end
  from generate_series($1::int, $2::int) as roadmap, generate_series(1, $3::int) as reference`;
const FILL_ROADMAPS = `
  insert into milepost.roadmaps (repository_id, owner, name, path, installation_id)
  select roadmap, 'quill', 'r' || roadmap, 'ROADMAP.md', roadmap / 10 from generate_series($1::int, $2::int) as roadmap`;

async function fill(database, from, to) {
  const step = 5_000;
  for (let first = from; first <= to; first += step) {
    const last = Math.min(first + step - 1, to);
    await database.query(FILL_ROADMAPS, [first, last]);
    await database.query(FILL_POINTERS, [first, last, REFERENCES_EACH]);
  }
  await database.query('vacuum analyze milepost.pointers');
  await database.query('vacuum analyze milepost.roadmaps');
}

/** What an event about an issue asks for: by its name and by its node id. */
function pointersOfEvent(roadmaps) {
  const roadmap = 1 + Math.floor(Math.random() * roadmaps);
  const reference = 1 + Math.floor(Math.random() * REFERENCES_EACH);
  const name = reference % 10 === 0 ? `quill/shared-${Math.floor(roadmap / 10)}` : `quill/r${roadmap}`;
  return [`${name}#${reference}`, `node:I_${roadmap}_${reference}`];
}

async function perSecond(ask) {
  const end = performance.now() + SECONDS * 1000;
  let count = 0;
  const work = async () => {
    while (performance.now() < end) {
      await ask();
      count += 1;
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  return count / ((performance.now() - start) / 1000);
}

/** The statement as the store sends it. */
async function statementOf(database, pointers) {
  let seen = null;
  const spy = {
    ...database,
    kind: database.kind,
    query: (sql, parameters) => {
      seen = { sql, parameters };
      return database.query(sql, parameters);
    },
  };
  await findRoadmapsPointingTo(spy, pointers);
  return seen;
}

const scansIn = (node) => [
  ...('Relation Name' in node
    ? [`${node['Node Type']} on ${node['Relation Name']} (${node['Index Name'] ?? 'no index'})`]
    : []),
  ...(node.Plans ?? []).flatMap(scansIn),
];

const server = await startPostgres(['shared_buffers=512MB', 'max_wal_size=4GB', 'synchronous_commit=off']);
const database = await openDatabase({ url: server.url, dataDirectory: '' });
try {
  await migrate(database);
  const few = Math.max(1, Math.floor(ROADMAPS / 100));
  await fill(database, 1, few);
  const askFew = () => findRoadmapsPointingTo(database, pointersOfEvent(few));
  await perSecond(askFew);
  const eventsFew = await perSecond(askFew);
  await fill(database, few + 1, ROADMAPS);
  const [{ count }] = await database.query('select count(*) as count from milepost.pointers');
  console.log(`${ROADMAPS} roadmaps, ${count} references, ${CONNECTIONS} connections`);

  const { sql, parameters } = await statementOf(database, pointersOfEvent(ROADMAPS));
  const [{ 'QUERY PLAN': plan }] = await database.query(`explain (analyze, buffers, format json) ${sql}`, [
    parameters[0],
  ]);
  const [top] = plan;
  const scans = scansIn(top.Plan);
  for (const scan of scans) console.log(`  ${scan}`);
  console.log(
    `  ${top['Execution Time'].toFixed(2)} ms, ${top.Plan['Shared Hit Blocks'] + top.Plan['Shared Read Blocks']} pages`,
  );

  const askMany = () => findRoadmapsPointingTo(database, pointersOfEvent(ROADMAPS));
  await perSecond(askMany);
  const eventsMany = await perSecond(askMany);
  const nothing = await perSecond(() => database.query('select $1::text[]', [['one', 'two']]));
  console.log(`events: ${Math.round(eventsMany)} a second; with a hundredth of the rows ${Math.round(eventsFew)}`);
  console.log(`ratio to a statement that does nothing: ${(eventsMany / nothing).toFixed(2)}`);
  console.log(`ratio to a hundredth of the rows: ${(eventsMany / eventsFew).toFixed(2)}`);
  if (scans.length === 0 || scans.some((scan) => !/^(?:Index|Bitmap)/.test(scan))) {
    console.log('An index look-up was expected.');
    process.exitCode = 1;
  }
} finally {
  await database.close();
  await server.stop();
}
