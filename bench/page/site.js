/** The site in a process of its own, with one public repository in an embedded store; its clock is moved by command. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHosts } from '../../dist/github/hosts.js';
import { migrate } from '../../dist/store/migrate.js';
import { openDatabase } from '../../dist/store/open-database.js';
import { pageMark, savePage } from '../../dist/store/pages.js';
import { enterRepository } from '../../dist/store/repositories.js';
import { saveRoadmap } from '../../dist/store/roadmaps.js';
import { createSite } from '../../dist/web/site/site.js';
import { answerCommands } from '../process/answer-commands.js';
import { viewOfItems } from './view.js';

const PLACE = { repositoryId: 1, installationId: 1, owner: 'example-org', name: 'lantern' };
const path = 'ROADMAP.md';
const directory = mkdtempSync(join(tmpdir(), 'milepost-bench-page-'));
let database;
let server;
let minutes = 0;

answerCommands(
  {
    async begin({ items }) {
      database = await openDatabase({ url: null, dataDirectory: directory });
      await migrate(database);
      await enterRepository(database, PLACE);
      const reading = { blobOid: 'b', configurationOid: '', headOid: 'h', reading: { items: [] } };
      await saveRoadmap(database, { ...PLACE, path, ...reading });
      const mark = await pageMark(database, PLACE.repositoryId);
      const view = viewOfItems(items);
      await savePage(database, { ...PLACE, path, visibility: 'public', view, title: view.title, counts: {}, mark });
      const site = createSite({
        database,
        hosts: readHosts({}),
        publicUrl: null,
        signIn: null,
        failed: (error) => console.error(error),
        now: () => new Date(Date.now() + minutes * 60_000),
      });
      server = createServer((request, response) => void site(request, response));
      await new Promise((resolve) => {
        server.listen(0, '127.0.0.1', resolve);
      });
      return { port: server.address().port };
    },
    /** What was kept of a page or a picture is too old from now on: another day begins. */
    age() {
      minutes += 24 * 60 + 1;
    },
    /** Milliseconds of processors' time that this process took so far. */
    processorMs() {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1_000;
    },
    async end() {
      server.closeAllConnections();
      server.close();
      await database.close();
      rmSync(directory, { recursive: true, force: true });
    },
  },
  'end',
);
