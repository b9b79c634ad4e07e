/**
 * Enters a fleet into the store as if each of its repositories had been synced: the rows of one that was, under the names
 * and numbers of the others. Twenty thousand first syncs would take longer than what is to be measured.
 */
const BATCH = 1_000;

const columnsOf = async (database) =>
  (
    await database.query(
      `select table_name as "table", array_agg(column_name::text) as columns from information_schema.columns
       where table_schema = 'milepost' group by table_name
       having 'repository_id' = any(array_agg(column_name::text))
       -- Others refer to the rows of this one.
       order by table_name <> 'roadmaps'`,
    )
  ).filter(({ table }) => !['deliveries', 'command_uses'].includes(table));

const escaped = (text) => text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** Every table that knows repositories; gives how many rows each got. */
export async function cloneRepository(database, template, repositories) {
  const counts = {};
  const named = `\\m${escaped(`${template.owner}/${template.name}`)}\\M`;
  for (const { table, columns } of await columnsOf(database)) {
    const [{ count }] = await database.query(
      `select count(*) as count from milepost.${table} where repository_id = $1`,
      [template.id],
    );
    if (count === 0) continue;
    const ids = columns.includes('id')
      ? `|| jsonb_build_object('id', nextval(pg_get_serial_sequence('milepost.${table}', 'id')))`
      : '';
    const more = ['installation_id', 'owner', 'name']
      .filter((column) => columns.includes(column))
      .map((column) => `'${column}', place.${column}`)
      .join(', ');
    for (let first = 0; first < repositories.length; first += BATCH) {
      const places = repositories.slice(first, first + BATCH);
      await database.query(
        `insert into milepost.${table} overriding system value
         select (jsonb_populate_record(null::milepost.${table},
           regexp_replace(
             regexp_replace(to_jsonb(known)::text, $2, place.owner || '/' || place.name, 'gi'),
             '\\m' || $1 || '\\M', place.repository_id::text, 'g')::jsonb
           || jsonb_build_object('repository_id', place.repository_id${more === '' ? '' : `, ${more}`}) ${ids})).*
         from milepost.${table} as known, jsonb_to_recordset($3::jsonb)
           as place (repository_id bigint, installation_id bigint, owner text, name text)
         where known.repository_id = $1::bigint on conflict do nothing`,
        [
          String(template.id),
          named,
          JSON.stringify(
            places.map(({ id, installationId, owner, name }) => ({
              repository_id: id,
              installation_id: installationId,
              owner,
              name,
            })),
          ),
        ],
      );
    }
    counts[table] = count * repositories.length;
  }
  await database.query('analyze');
  return counts;
}
