import { describe, expect, it } from '@jest/globals';
import { openDatabase } from '../../src/store/open-database.ts';
import { jsonText } from '../../src/store/storable.ts';
import { storeKinds, useStore } from './stores.ts';

describe.each(storeKinds)('the store on %s', (kind) => {
  const store = useStore(kind);

  it('gives bigint as a number, jsonb parsed, timestamps as Date, absence as null', async () => {
    const database = await store.fresh();
    const [row] = await database.query(
      `select $1::bigint as id, count(*) as count, $2::jsonb as object, $3::jsonb as list, $4::jsonb as text,
         $5::timestamptz as at, $6::text[] as names, null::bigint as nothing, true as yes
       from (values (1), (2)) as two`,
      [5_000_000_001, jsonText({ a: [1] }), jsonText([1, 'b']), jsonText('x'), new Date(86_400_000), ['a', 'b']],
    );
    expect(database.kind).toBe(kind);
    expect(row).toEqual({
      id: 5_000_000_001,
      count: 2,
      object: { a: [1] },
      list: [1, 'b'],
      text: 'x',
      at: new Date(86_400_000),
      names: ['a', 'b'],
      nothing: null,
      yes: true,
    });
  });

  it('stores hostile text: NUL and half surrogate pairs become U+FFFD, escapes that only look like it stay', async () => {
    const database = await store.fresh();
    const hostile = { 'k\0': 'a\0b', half: '\ud83d!', whole: '\u{1F600}', shown: '\\u0000', tab: '\t' };
    const [row] = await database.query('select $1::text as text, $2::jsonb as json', ['a\0b', jsonText(hostile)]);
    expect(row).toEqual({
      text: 'a\uFFFDb',
      json: { 'k\uFFFD': 'a\uFFFDb', half: '\uFFFD!', whole: '\u{1F600}', shown: '\\u0000', tab: '\t' },
    });
  });

  it('keeps all of a transaction or nothing, and of one inside it likewise', async () => {
    const database = await store.fresh();
    await database.query('create table pair (id bigint primary key)');
    const add = 'insert into pair (id) values ($1)';
    const failing = database.transaction(async (transaction) => {
      await transaction.query(add, [1]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await database.transaction(async (transaction) => {
      await transaction.query(add, [2]);
      const inner = transaction.transaction(async (nested) => {
        await nested.query(add, [3]);
        await nested.query(add, [2]);
      });
      await expect(inner).rejects.toThrow('duplicate key');
      await transaction.transaction((nested) => nested.query(add, [4]));
      await expect(transaction.close()).rejects.toThrow('transaction');
    });
    const rows = await database.query<{ id: number }>('select id from pair order by id');
    expect(rows.map(({ id }) => id)).toEqual([2, 4]);
  });

  it('keeps what was written when it is closed and opened again, and can be closed twice', async () => {
    const address = await store.address();
    const first = await store.open(address);
    await first.query('create table kept (id bigint)');
    await first.query('insert into kept values (7)');
    await first.close();
    await first.close();
    const again = await store.open(address);
    expect(await again.query('select id from kept')).toEqual([{ id: 7 }]);
  });
});

describe('a PostgreSQL that cannot be reached', () => {
  it('is said with its host and database, without the password', async () => {
    const opening = openDatabase({ url: 'postgres://app:s3cret@127.0.0.1:1/road', dataDirectory: '.' });
    const error = await opening.then(
      () => null,
      (reason: unknown) => reason as Error,
    );
    expect(error?.message).toContain('127.0.0.1:1/road');
    expect(error?.message).toContain('DATABASE_URL');
    expect(error?.message).not.toContain('s3cret');
    expect(error).toHaveProperty('cause.code', 'ECONNREFUSED');
  });
});
