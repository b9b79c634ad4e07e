/** Nothing but the signature: the most that a Node server can answer. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { SECRET } from './secret.js';

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const expected = Buffer.from(`sha256=${createHmac('sha256', SECRET).update(Buffer.concat(chunks)).digest('hex')}`);
    const given = Buffer.from(String(request.headers['x-hub-signature-256']));
    const isRight = given.length === expected.length && timingSafeEqual(given, expected);
    response.statusCode = isRight ? 202 : 401;
    response.end('ok');
  });
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
