/** Opens a store, migrates it, says how many migrations it applied. */
import { migrate } from '../../src/store/migrate.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import type { StoreAddress } from './stores.ts';

const database = await openDatabase(JSON.parse(process.argv[2]!) as StoreAddress);
console.log(`applied ${(await migrate(database)).length}`);
await database.close();
