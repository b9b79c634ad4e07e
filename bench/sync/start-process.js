import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Starts one of the two processes beside this file, and calls its commands by name. */
export async function startProcess(file, { env = {}, execArgv = [] } = {}) {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
    env: { ...process.env, ...env },
    execArgv,
  });
  const waiting = new Map();
  let last = 0;
  child.on('message', ({ id, result, fault }) => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (fault === undefined) call?.resolve(result);
    else call?.reject(new Error(`${file}: ${fault}`));
  });
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`${file} ended with ${code}`));
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
