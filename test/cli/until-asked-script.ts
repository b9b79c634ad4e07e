/** Prints `ready`, `asked` when it is asked to end, and then goes on for ever. */
import process from 'node:process';
import { untilAsked } from '../../src/cli/until-asked.ts';

const asked = untilAsked(process.stdout);
setInterval(() => undefined, 60_000);
console.log('ready');
await asked;
console.log('asked');
