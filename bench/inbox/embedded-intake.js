/** The intake with the embedded store, in one process: what `milepost serve` has, without the work that follows. */
import { startApp } from '../../dist/web/start.js';
import { readServerEnvironment } from '../../dist/web/environment.js';

const { environment, problems } = readServerEnvironment(process.env);
if (environment === null) throw new Error(problems.map(({ message }) => message).join('\n'));
// `serve` takes no other role than `all` for the embedded store, which is the whole app.
const app = await startApp({ environment, variables: process.env, role: 'web', version: 'bench' });
process.send({ port: app.port });
process.on('SIGTERM', () => void app.stop());
