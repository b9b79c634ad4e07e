/**
 * The load, in a process of its own: so many connections, each of which sends its next webhook when the last one is
 * answered. A small HTTP client, so that the servers have the processor.
 */
import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { pushBody } from './bodies.js';
import { PATH, SECRET } from './secret.js';

const REPOSITORIES = 200;

const requests = Array.from({ length: REPOSITORIES }, (_, repository) => {
  const body = pushBody(repository);
  const signature = `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
  const before =
    `POST ${PATH} HTTP/1.1\r\nhost: localhost\r\nuser-agent: GitHub-Hookshot/044aadd\r\naccept: */*\r\n` +
    `content-type: application/json\r\nx-github-event: push\r\nx-hub-signature-256: ${signature}\r\n` +
    `content-length: ${Buffer.byteLength(body)}\r\nx-github-delivery: `;
  return { before, after: `\r\n\r\n${body}` };
});

/** Where the answer ends in `text`, or -1 while it has not all come. */
function endOf(text) {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return -1;
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, head));
  if (length !== null) return text.length >= head + 4 + Number(length[1]) ? head + 4 + Number(length[1]) : -1;
  const last = text.indexOf('0\r\n\r\n', head + 4);
  return last < 0 ? -1 : last + 5;
}

/** Sends one after the other until `untilMs`, and tells each acknowledged id and its time. */
function sendAll(port, untilMs, nextId, told) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let text = '';
    let id = '';
    let began = 0;
    const send = () => {
      if (performance.now() >= untilMs) {
        socket.end(resolve);
        return;
      }
      const { number, text: name } = nextId();
      id = name;
      const { before, after } = requests[number % REPOSITORIES];
      began = performance.now();
      socket.write(before + id + after, 'latin1');
    };
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      const end = endOf(text);
      if (end < 0) return;
      told(id, text.slice(9, 12), performance.now() - began);
      text = text.slice(end);
      send();
    });
  });
}

async function run({ port, connections, seconds, prefix }) {
  let count = 0;
  const times = [];
  const acknowledged = [];
  let refused = 0;
  const nextId = () => {
    count += 1;
    return { number: count, text: `${prefix}-${count}` };
  };
  const told = (id, status, ms) => {
    times.push(ms);
    if (status.startsWith('2')) acknowledged.push(Number(id.slice(prefix.length + 1)));
    else refused += 1;
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: connections }, () => sendAll(port, start + seconds * 1000, nextId, told)));
  const elapsed = (performance.now() - start) / 1000;
  times.sort((one, other) => one - other);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return { perSecond: acknowledged.length / elapsed, p50: at(0.5), p99: at(0.99), refused, acknowledged };
}

process.on('message', (order) => {
  run(order).then(
    (result) => process.send({ result }),
    (error) => process.send({ fault: String(error) }),
  );
});
process.send({ ready: true });
