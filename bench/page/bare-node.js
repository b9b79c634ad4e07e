/** A bare Node server that sends the bytes it was given, whatever is asked for. */
import { createServer } from 'node:http';
import { answerCommands } from '../process/answer-commands.js';

let server;
answerCommands(
  {
    async begin({ base64, encoding }) {
      const bytes = Buffer.from(base64, 'base64');
      const headers = { 'content-type': 'text/html; charset=utf-8', 'content-encoding': encoding };
      server = createServer((_request, response) => {
        response.writeHead(200, { ...headers, 'content-length': bytes.length }).end(bytes);
      });
      await new Promise((resolve) => {
        server.listen(0, '127.0.0.1', resolve);
      });
      return { port: server.address().port };
    },
    end() {
      server.closeAllConnections();
      server.close();
    },
  },
  'end',
);
