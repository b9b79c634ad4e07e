/** `node --import …/register-typescript.js script.ts`: Node 20 does not run TypeScript by itself. */
import { register } from 'node:module';

register('./typescript-loader.js', import.meta.url);
