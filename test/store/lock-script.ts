/** Takes the lock of a directory at an instant (milliseconds since 1970) and keeps it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { lockDirectory } from '../../src/store/directory-lock.ts';

const [directory, atMs] = process.argv.slice(2);
await sleep(Math.max(0, Number(atMs) - Date.now() - 20));
while (Date.now() < Number(atMs));
try {
  await lockDirectory(directory!);
  console.log('locked');
  await sleep(60_000);
} catch (error) {
  console.log(`refused ${(error as Error).message}`);
}
