/** Opens the embedded store of a directory and writes numbers until it is killed. */
import { openDatabase } from '../../src/store/open-database.ts';

const database = await openDatabase({ url: null, dataDirectory: process.argv[2]! });
await database.query('create table numbers (number integer)');
console.log('open');
for (let number = 0; ; number += 1) {
  await database.query('insert into numbers values ($1)', [number]);
  console.log(`wrote ${number}`);
}
