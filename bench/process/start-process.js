import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Starts the program at `url` as a process of its own, and calls its commands by name: see answer-commands.js. */
export async function startProcess(url, { env = {}, execArgv = [] } = {}) {
  const child = fork(fileURLToPath(url), {
    env: { ...process.env, ...env },
    execArgv,
  });
  const waiting = new Map();
  let last = 0;
  child.on('message', ({ id, result, fault }) => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (fault === undefined) call?.resolve(result);
    else call?.reject(new Error(`${url}: ${fault}`));
  });
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`${url} ended with ${code}`));
  });
  await once(child, 'message');
  return {
    call: (command, input) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        child.send({ id: last, command, input });
      }),
    stop: () => child.kill(),
  };
}
