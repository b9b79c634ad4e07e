/** `milepost demo`: the app on the sandbox, telling a story. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAppProcess, type AppProcess } from './demo/app-process.ts';
import { assertFree, freePort } from './demo/free-port.ts';
import { readManifest } from './demo/manifest.ts';
import { narrate } from './demo/narrator.ts';
import { TURNS } from './demo/conversation.ts';
import { SCENES } from './demo/scenes.ts';
import { repositoryOf, roadmapText, setTheStage, OWNER, PERSON, type Scene } from './demo/stage.ts';
import { startSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { Failure } from './failure.ts';
import { untilAsked } from './until-asked.ts';
import type { ExitCode, Output, Surroundings } from './surroundings.ts';

const APP_ID = 1;
const DEFAULT_PORT = 3000;
const CHECK_MS = 60_000;

/** 0 when all went as the story says, else 1; without `once` it goes on until Ctrl-C. @throws Failure when the app does not start */
export async function demo({ once }: { once: boolean }, surroundings: Surroundings): Promise<ExitCode> {
  const { stdout, env } = surroundings;
  const sandbox = await startSandbox();
  const dataDirectory = mkdtempSync(join(tmpdir(), 'milepost-demo-'));
  let app: AppProcess | null = null;
  try {
    const port = once ? await freePort() : await wantedPort(env['PORT']);
    app = await startAll(sandbox, port, dataDirectory);
    stdout.write(`An embedded GitHub on ${sandbox.url}, and Milepost on http://localhost:${port}\n`);
    const stopTelling = narrate(sandbox, stdout);
    const surprises = [...(await play(sandbox)), ...(await talk(sandbox, stdout))];
    stopTelling();
    for (const surprise of surprises) stdout.write(`\nNot as the story says: ${surprise}\n`);
    if (surprises.length > 0) stdout.write(`\nWhat Milepost logged:\n${app.log}\n`);
    else stdout.write(`\n${summaryOf(sandbox)}\n`);
    if (!once) {
      stdout.write(`\nLook at the roadmaps on http://localhost:${port}: Milepost goes on there until Ctrl-C.\n`);
      await untilAsked();
    }
    return surprises.length > 0 ? 1 : 0;
  } finally {
    await app?.stop();
    await sandbox.close();
    rmSync(dataDirectory, { recursive: true, force: true });
  }
}

/** The port that people will look at: said at once when it cannot be had, and not after the story has begun. */
async function wantedPort(text: string | undefined): Promise<number> {
  const port = text === undefined || text === '' ? DEFAULT_PORT : Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Failure(`PORT is ${JSON.stringify(text)}, expected a number from 1 to 65535.`);
  }
  await assertFree(port).catch((error: unknown) => {
    throw new Failure(`Port ${port} cannot be used (${(error as Error).message}). Set PORT to another number.`);
  });
  return port;
}

/** Sandbox and app, installed on each other; the first looks, at repositories without a roadmap, are over. */
async function startAll(sandbox: Sandbox, port: number, dataDirectory: string): Promise<AppProcess> {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const webhookSecret = randomBytes(20).toString('hex');
  setTheStage(sandbox, SCENES);
  sandbox.registerApp({
    id: APP_ID,
    slug: 'milepost',
    privateKey,
    webhookSecret,
    webhookUrl: `http://127.0.0.1:${port}/api/github/webhooks`,
    ...readManifest(),
  });
  const app = await startAppProcess(port, {
    GHE_HOST: sandbox.host,
    GHE_PROTOCOL: 'http',
    APP_ID: String(APP_ID),
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: webhookSecret,
    MILEPOST_DATA_DIR: dataDirectory,
    // The sandbox has no limits, and nobody is to wait for those of GitHub.
    MILEPOST_CONTENT_PER_MINUTE: '120',
    MILEPOST_CONTENT_PER_HOUR: '3600',
    DATABASE_URL: '',
    NODE_ENV: 'production',
  });
  sandbox.install(OWNER, { repositories: 'all', by: PERSON });
  await until(() => SCENES.every((scene) => app.log.includes(`Sync of ${repositoryOf(scene)}:`)));
  return app;
}

/** Plays the story; gives what went otherwise. */
async function play(sandbox: Sandbox): Promise<string[]> {
  const surprises: string[] = [];
  for (const scene of SCENES) {
    const repository = repositoryOf(scene);
    const files = { 'ROADMAP.md': roadmapText(scene, sandbox) };
    const sha = sandbox.push(repository, { by: PERSON, message: `Plan in the open: ${scene.dialect}`, files });
    if (!(await until(() => sandbox.state.checkRuns(repository, sha).length > 0))) {
      surprises.push(`no check run came for ${repository}`);
    }
    surprises.push(...compare(sandbox, scene));
  }
  surprises.push(...(await pushNothingNew(sandbox)));
  return surprises;
}

/** People talk with Milepost; gives what did not come of it. */
async function talk(sandbox: Sandbox, stdout: Output): Promise<string[]> {
  const surprises: string[] = [];
  for (const turn of TURNS) {
    stdout.write(`\n${turn.says}\n`);
    turn.act(sandbox);
    if (!(await until(() => turn.hasCome(sandbox)))) surprises.push(`${turn.says}: expected ${turn.expects}`);
    await sandbox.deliveries.settled();
  }
  return surprises;
}

const DASHBOARD = 'Roadmap dashboard';

/** Of the issues that Milepost opened; its pull requests are none. */
const titlesByMilepost = (sandbox: Sandbox, repository: string): string[] =>
  sandbox.state
    .issues(repository)
    .filter((issue) => issue.user?.login === 'milepost[bot]' && !('pull_request' in issue))
    .map(({ title }) => title);

function compare(sandbox: Sandbox, scene: Scene): string[] {
  const repository = repositoryOf(scene);
  const opened = titlesByMilepost(sandbox, repository).filter((title) => title !== DASHBOARD);
  const commentedOn = sandbox.state.comments(repository).map(({ issue_url: url }) => Number(url.split('/').at(-1)));
  const found = JSON.stringify({ opened, commentedOn });
  const expected = JSON.stringify(scene.expected);
  return found === expected ? [] : [`${repository}: expected ${expected}, found ${found}`];
}

/** A push that leaves the roadmap alone, and every webhook once more: nothing may be written. */
async function pushNothingNew(sandbox: Sandbox): Promise<string[]> {
  const [scene] = SCENES;
  if (scene === undefined) return [];
  const before = sandbox.state.writes().length;
  sandbox.push(repositoryOf(scene), { by: PERSON, message: 'Fix a typo', files: { 'README.md': '# Lantern\n' } });
  for (const { guid, event } of sandbox.deliveries.list()) {
    if (event === 'push') await sandbox.deliveries.redeliver(guid);
  }
  await sandbox.deliveries.settled();
  await pause(QUIET_MS);
  const more = sandbox.state.writes().slice(before);
  return more.map(({ method, path }) => `a push without anything new caused ${method} ${path}`);
}

function summaryOf(sandbox: Sandbox): string {
  const writes = sandbox.state.writes();
  const count = (pattern: RegExp): number => writes.filter(({ path }) => pattern.test(path)).length;
  const titles = SCENES.flatMap((scene) => titlesByMilepost(sandbox, repositoryOf(scene)));
  const dashboards = titles.filter((title) => title === DASHBOARD).length;
  return [
    `That was ${SCENES.length} roadmaps: ${titles.length - dashboards} issues and ${dashboards} dashboards opened, ${count(/\/comments$/)} comments written,`,
    `${count(/\/check-runs$/)} check runs left, with ${sandbox.state.requests.length} requests.`,
    'A push that left the roadmap alone, and every webhook sent once more, wrote nothing.',
  ].join(' ');
}

const QUIET_MS = 2_000;
const LOOK_MS = 50;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether it became true in time. */
async function until(condition: () => boolean): Promise<boolean> {
  const end = Date.now() + CHECK_MS;
  while (!condition()) {
    if (Date.now() > end) return false;
    await pause(LOOK_MS);
  }
  return true;
}
