/**
 * An older version of Milepost goes on beside a newer one that has migrated the store: what its statements use stays as it
 * was. So a migration may do only what is listed here.
 */
import { describe, expect, it } from '@jest/globals';
import type { Migration } from '../../src/store/migration.ts';
import { migrations } from '../../src/store/migrations/all.ts';

const inOneLine = (statement: string): string => statement.replaceAll(/\s+/g, ' ').trim().toLowerCase();

const tablesOf = (statements: readonly string[]): Set<string> =>
  new Set(statements.flatMap((statement) => /^create table (\S+) \(/.exec(statement)?.slice(1, 2) ?? []));

/** What is wrong with a statement, in a migration that makes `own` tables; null where an older version does not notice it. */
function objectionTo(statement: string, own: ReadonlySet<string>): string | null {
  if (/^create table milepost\.[a-z_]+ \(/.test(statement)) return objectionToTable(statement, own);
  const index = /^create (unique )?index (?:if not exists )?[a-z_]+ on (\S+) /.exec(statement);
  if (index !== null) {
    const isRefusing = index[1] !== undefined && !own.has(index[2]!);
    return isRefusing ? 'a unique index on a table that is there refuses rows of an older version' : null;
  }
  const column = /^alter table milepost\.[a-z_]+ add column [a-z_]+ (.*)$/.exec(statement);
  if (column !== null) {
    const rest = column[1]!;
    if (/\b(?:check|unique|primary|references|generated)\b/.test(rest)) return 'a column with a condition';
    if (/,/.test(rest)) return 'one column a statement';
    return /\bnot null\b/.test(rest) && !/\bdefault\b/.test(rest)
      ? 'a column that an older version does not fill'
      : null;
  }
  const filled = /^insert into (\S+) \(/.exec(statement);
  if (filled !== null) return own.has(filled[1]!) ? null : 'rows in a table that is there';
  return 'not one of: create table, create index, add column, insert into a table that the migration makes';
}

/** Deleting what another table points to must go on. */
function objectionToTable(statement: string, own: ReadonlySet<string>): string | null {
  const pointing = [...statement.matchAll(/references (milepost\.[a-z_]+)/g)].map(([, table]) => table!);
  const isHolding = pointing.some((table) => !own.has(table)) && !/on delete (?:cascade|set null)/.test(statement);
  return isHolding ? 'a foreign key that refuses what an older version deletes' : null;
}

function objectionsTo({ number, statements }: Pick<Migration, 'number' | 'statements'>): string[] {
  const lines = statements.map(inOneLine);
  const own = tablesOf(lines);
  return lines.flatMap((line) => {
    const objection = objectionTo(line, own);
    return objection === null ? [] : [`${number}: ${objection}: ${line.slice(0, 80)}`];
  });
}

describe('every migration', () => {
  it('only adds, so that an older version goes on beside it', () => {
    expect(migrations.flatMap(objectionsTo)).toEqual([]);
  });

  it.each([
    ['drop table milepost.ledger'],
    ['alter table milepost.ledger drop column reason'],
    ['alter table milepost.ledger rename column reason to why'],
    ['alter table milepost.ledger rename to records'],
    ['alter table milepost.ledger alter column attempts type bigint'],
    ['alter table milepost.ledger alter column reason set not null'],
    ['alter table milepost.ledger add constraint known check (attempts < 9)'],
    ['alter table milepost.ledger add column weight integer not null'],
    ['alter table milepost.ledger add column weight integer default 0, drop column reason'],
    ['alter table milepost.ledger add column weight integer check (weight > 0)'],
    ['create unique index ledger_one on milepost.ledger (path)'],
    ['create table milepost.notes (key text references milepost.ledger (key))'],
    ['insert into milepost.ledger (key) values (1)'],
    ["update milepost.ledger set state = 'done'"],
    ['delete from milepost.ledger'],
    ['truncate milepost.ledger'],
    ['create trigger t before insert on milepost.ledger execute function f()'],
    ['set search_path = milepost'],
  ])('may not: %s', (statement) => {
    expect(objectionsTo({ number: 1, statements: [statement] })).toHaveLength(1);
  });

  it.each([
    ['create table milepost.notes (key text primary key)', 'create unique index notes_key on milepost.notes (key)'],
    ['create table milepost.notes (key text)', "insert into milepost.notes (key) values ('a')"],
    ['create table milepost.notes (key text references milepost.ledger (key)\n on delete cascade)'],
    ['alter table milepost.ledger add column weight integer', 'create index l on milepost.ledger (weight)'],
    ['alter table milepost.ledger add column weight integer not null default 0'],
  ])('may: %s', (...statements) => {
    expect(objectionsTo({ number: 1, statements })).toEqual([]);
  });
});
