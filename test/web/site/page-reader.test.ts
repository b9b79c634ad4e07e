import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Database } from '../../../src/store/database.ts';
import { hidePages } from '../../../src/store/pages.ts';
import { createPageReader, type PageReader } from '../../../src/web/site/page-reader.ts';
import { patientDatabase } from '../../../src/web/site/patient-database.ts';
import { addRepository, stageSite, type SiteStage } from './site-stage.ts';

let stage: SiteStage;
/** Statements that read what pages show. */
let reads = 0;
let readPages: PageReader;
beforeAll(async () => {
  stage = await stageSite();
  const counted: Database = {
    kind: stage.database.kind,
    transaction: (work) => stage.database.transaction(work),
    close: () => stage.database.close(),
    query: (sql, parameters) => {
      if (sql.includes('page.view')) reads += 1;
      return stage.database.query(sql, parameters);
    },
  };
  readPages = createPageReader(patientDatabase(counted), 120);
  await addRepository(stage, 'lantern', 'public', ['Carry the light']);
  await addRepository(stage, 'lamp', 'public', ['Burn']);
  await addRepository(stage, 'candle', 'public', ['Drip']);
  await addRepository(stage, 'tunnel', 'private', ['Dig']);
}, 60_000);
afterAll(() => stage.close());

async function readsOf(name: string): Promise<number> {
  const before = reads;
  await readPages({ owner: 'example-org', name });
  return reads - before;
}

it('reads once what a public page shows, until others were asked for since', async () => {
  expect(await readsOf('lantern')).toBe(1);
  expect(await readsOf('LANTERN')).toBe(0);
  expect(await readsOf('lamp')).toBe(1);
  expect(await readsOf('lantern')).toBe(0);
  // No room for three: the one asked for longest ago goes.
  expect(await readsOf('candle')).toBe(1);
  expect([await readsOf('lantern'), await readsOf('lamp')]).toEqual([0, 1]);
});

it('keeps nothing private, and asks each time who may see what it keeps', async () => {
  expect([await readsOf('tunnel'), await readsOf('tunnel')]).toEqual([1, 1]);
  await readsOf('lantern');
  const [known] = await readPages({ owner: 'Example-Org', name: 'lantern' });
  expect(known?.visibility).toBe('public');
  await hidePages(stage.database, [known?.repositoryId ?? 0]);
  expect(await readPages({ owner: 'Example-Org', name: 'lantern' })).toMatchObject([{ visibility: null }]);
  expect(await readPages({ owner: 'Example-Org', name: 'nowhere' })).toEqual([]);
});
