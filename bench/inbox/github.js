/** A GitHub that knows nobody: every task that follows from a webhook asks it once or twice and is dropped. */
import { once } from 'node:events';
import { createServer } from 'node:http';

export async function startGitHub() {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"Not Found"}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: `127.0.0.1:${server.address().port}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
