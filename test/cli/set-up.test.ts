/** From a folder without credentials to an app at work, as a person with a browser goes; GitHub is the sandbox. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../../src/cli/demo/free-port.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { startMilepost, type Serving } from './serving.ts';

let sandbox: Sandbox;
let folder: string;
let serving: Serving;
let port: number;

/** What the process has from its environment: no credentials at all. */
const variables = (): Record<string, string> => ({
  APP_ID: '',
  PRIVATE_KEY: '',
  WEBHOOK_SECRET: '',
  GHE_HOST: sandbox.host,
  PORT: String(port),
  HOST: '0.0.0.0',
});

beforeAll(async () => {
  sandbox = await startSandbox();
  sandbox.createUser('alice');
  sandbox.createUser('bob');
  sandbox.createOrganization('example-org', { alice: 'admin', bob: 'member' });
  sandbox.createRepository('example-org/lantern', { files: { 'ROADMAP.md': '# Roadmap\n\n- Light it (issue TBD)\n' } });
  folder = mkdtempSync(join(tmpdir(), 'milepost-set-up-'));
  writeFileSync(join(folder, '.env'), '# Of this machine\nLOG_LEVEL=info\nAPP_ID=\n');
  port = await freePort();
  serving = startMilepost(folder, ['serve'], variables());
  await serving.said('Waiting for the page');
});
afterAll(async () => {
  serving.kill('SIGKILL');
  await serving.ended;
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

const unescaped = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');

interface Form {
  action: string;
  fields: Record<string, string>;
}

/** The form of a page, with what is hidden in it. */
function formIn(html: string, pageUrl: string): Form {
  const action = unescaped(/<form method="post" action="([^"]*)"/.exec(html)![1]!);
  const hidden = [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)];
  const fields = Object.fromEntries(hidden.map(([, name, value]) => [name!, unescaped(value!)]));
  return { action: new URL(action, pageUrl).href, fields };
}

/** As a browser does: with its origin, and without following what it is sent to. */
const post = ({ action, fields }: Form, origin: string): Promise<Response> =>
  fetch(action, { method: 'POST', body: new URLSearchParams(fields), headers: { origin }, redirect: 'manual' });

describe('an app without credentials', () => {
  it('says in the terminal what to do, in three steps', () => {
    expect(serving.output()).toContain(`http://localhost:${port}`);
    for (const step of ['1. ', '2. ', '3. ', 'APP_ID', 'WEBHOOK_SECRET', 'milepost demo']) {
      expect(serving.output()).toContain(step);
    }
  });

  it('is registered by a person with a browser, and works with what was written', async () => {
    const here = `http://localhost:${port}`;
    const first = formIn(await (await fetch(here)).text(), here);
    const filled = {
      ...first.fields,
      public_url: `http://127.0.0.1:${port}`,
      owner: 'organization',
      organization: 'example-org',
      name: 'Milepost of example',
      visibility: 'private',
    };
    const second = formIn(await (await post({ ...first, fields: filled }, here)).text(), here);
    expect(second.action).toContain(`${sandbox.url}/organizations/example-org/settings/apps/new?state=`);

    const asked = await (await post(second, here)).text();
    expect(asked).toContain('Create GitHub App for example-org as alice');
    expect(asked).not.toContain('as bob');
    const third = formIn(asked, second.action);
    const sentBack = await post({ ...third, fields: { ...third.fields, login: 'alice' } }, sandbox.url);
    expect(sentBack.status).toBe(302);
    const told = await (await fetch(sentBack.headers.get('location')!)).text();
    expect(told).toContain(`${sandbox.url}/apps/milepost-of-example/installations/new`);

    const text = readFileSync(join(folder, '.env'), 'utf8');
    const written = parseEnv(text);
    expect(text).toMatch(/^# Of this machine\nLOG_LEVEL=info\nAPP_ID=\d+\n/);
    expect(Object.keys(written)).toEqual(
      expect.arrayContaining(['PRIVATE_KEY', 'WEBHOOK_SECRET', 'GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET']),
    );
    expect(written['MILEPOST_URL']).toBe(`http://127.0.0.1:${port}`);
    expect(statSync(join(folder, '.env')).mode & 0o777).toBe(0o600);

    await serving.said('"Working"');
    sandbox.install('example-org', { app: 'milepost-of-example', repositories: 'all', by: 'alice' });
    await serving.said('Sync of example-org/lantern: looked');
    expect(sandbox.state.checkRuns('example-org/lantern')).toHaveLength(1);

    expect(serving.output()).toContain('set in the environment, which goes before .env');
    const secrets = ['PRIVATE_KEY', 'WEBHOOK_SECRET', 'GITHUB_CLIENT_SECRET'].map((name) => written[name]!);
    for (const secret of [...secrets, secrets[0]!.split('\n')[3]!]) {
      expect(serving.output()).not.toContain(secret);
      expect(told).not.toContain(secret);
    }
  });

  it('ends with SIGTERM', async () => {
    serving.kill('SIGTERM');
    expect(await serving.ended).toBe(0);
  });
});
