/** Probot as it comes: a silent log, a handler that does nothing, nothing stored. */
import { generateKeyPairSync } from 'node:crypto';
import { Probot, Server } from 'probot';
import { pino } from 'pino';
import { PATH, SECRET } from './secret.js';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
});
const log = pino({ level: 'silent' });
const server = new Server({
  // 0 would be 3000: any free port is taken by leaving the choice to the system afterwards.
  port: Number(process.env.BENCH_PORT),
  host: '127.0.0.1',
  webhookPath: PATH,
  log,
  Probot: Probot.defaults({ appId: 1, privateKey, secret: SECRET, log }),
});
await server.load((app) => {
  app.on('push', () => {});
});
await server.start();
process.send({ port: server.port });
