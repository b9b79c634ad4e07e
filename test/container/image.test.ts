/**
 * The container without a container engine: what the Dockerfile says is checked, and its last stage is laid out in a folder and run
 * as an unprivileged user who may write the data directory only. That the image builds, this cannot show.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { freePort } from '../../src/cli/demo/free-port.ts';
import { allOf, commandOf, copiesOf, environmentOf, readDockerfile, type Stage } from './dockerfile.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const stages = readDockerfile(read('Dockerfile'));
const [dependencies, build, last] = stages as [Stage, Stage, Stage];
const HEALTHCHECK = /CMD (\[.*\])$/.exec(allOf(last, 'HEALTHCHECK')[0] ?? '')?.[1] ?? '[]';

/** `.dockerignore`: everything is left out but what stands there. */
const sent = read('.dockerignore')
  .split('\n')
  .filter((line) => line.startsWith('!'))
  .map((line) => line.slice(1));

describe('the Dockerfile', () => {
  it('copies only what is there and is sent to the build', () => {
    const sources = stages.flatMap(copiesOf).flatMap(({ from, sources: paths }) => (from === null ? paths : []));
    expect(sources.length).toBeGreaterThan(8);
    for (const source of sources) {
      expect([source, existsSync(join(root, source))]).toEqual([source, true]);
      expect([source, sent.includes(source.split('/')[0]!)]).toEqual([source, true]);
    }
    expect(read('.dockerignore')).toMatch(/^\*$/m);
    for (const secret of ['.env', '.milepost', '.git', 'node_modules']) expect(sent).not.toContain(secret);
  });

  it('takes from earlier stages only what they make', () => {
    expect([dependencies.name, build.name, stages.length]).toEqual(['dependencies', 'build', 3]);
    const taken = copiesOf(last).filter(({ from }) => from !== null);
    expect(taken.map(({ from, sources }) => [from, ...sources])).toEqual([
      ['dependencies', '/app/node_modules'],
      ['build', '/app/dist'],
    ]);
    expect(allOf(dependencies, 'RUN')).toEqual([expect.stringContaining('npm ci --omit=dev --ignore-scripts')]);
    expect(allOf(build, 'RUN').at(-1)).toBe('node scripts/build.js');
  });

  it('runs as nobody in particular, tells its port and its health, and keeps its store in a volume', () => {
    expect(allOf(last, 'USER')).toEqual(['1000:1000']);
    expect(last.instructions.map(({ name }) => name).indexOf('USER')).toBeGreaterThan(
      last.instructions.map(({ name }) => name).lastIndexOf('RUN'),
    );
    expect(allOf(last, 'VOLUME')).toEqual([environmentOf(last)['MILEPOST_DATA_DIR']]);
    expect(allOf(last, 'EXPOSE')).toEqual([environmentOf(last)['PORT']]);
    expect(environmentOf(last)).toMatchObject({ NODE_ENV: 'production', HOST: '0.0.0.0' });
  });

  it('begins with a Node.js that package.json allows', () => {
    const image = /^ARG NODE_IMAGE=node:(\d+)-slim$/m.exec(read('Dockerfile'))?.[1];
    expect(Number(image)).toBeGreaterThanOrEqual(20);
    for (const { from } of stages) expect(from).toBe('${NODE_IMAGE}');
  });
});

interface Service {
  image?: string;
  environment: Record<string, string>;
  healthcheck?: { test: string[] };
  profiles?: string[];
  read_only: boolean;
  cap_drop: string[];
  security_opt: string[];
  tmpfs: string[];
  depends_on?: Record<string, { condition: string }>;
}

describe('compose.yaml', () => {
  const { services } = parse(read('compose.yaml'), { merge: true }) as { services: Record<string, Service> };

  it('gives no service more than it needs', () => {
    expect(Object.keys(services)).toEqual(['milepost', 'web', 'worker', 'postgres']);
    for (const [name, service] of Object.entries(services)) {
      expect([name, service.read_only, service.cap_drop, service.security_opt]).toEqual([
        name,
        true,
        ['ALL'],
        ['no-new-privileges:true'],
      ]);
      expect(service.tmpfs).toContain('/tmp');
    }
  });

  it('waits for PostgreSQL, and splits the app only when asked to', () => {
    expect(services['postgres']?.healthcheck?.test.join(' ')).toContain('pg_isready');
    for (const role of ['milepost', 'web', 'worker']) {
      expect(services[role]?.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
      expect(services[role]?.environment['DATABASE_URL']).toContain('@postgres:5432/milepost');
    }
    const roles = Object.values(services).map(({ profiles, environment }) => [profiles, environment['MILEPOST_ROLE']]);
    expect(roles).toEqual([
      [undefined, 'all'],
      [['split'], 'web'],
      [['split'], 'worker'],
      [undefined, undefined],
    ]);
  });

  it('holds no password', () => {
    expect(read('compose.yaml')).not.toMatch(/PASSWORD: (?!\$\{POSTGRES_PASSWORD:\?)/);
  });
});

/** Nobody, on every system; who is not root runs it as they are. */
const UNPRIVILEGED = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

describe('the last stage, laid out in a folder', () => {
  let image: string;
  let app: string;
  let data: string;
  let port: number;
  let serving: ChildProcess;
  let output = '';

  /** What stands in the image at an absolute path, here. */
  const here = (path: string): string => path.replace(/^\/app\b/, app);

  beforeAll(async () => {
    image = mkdtempSync(join(tmpdir(), 'milepost-image-'));
    chmodSync(image, 0o755);
    app = join(image, 'app');
    data = join(image, 'data');
    mkdirSync(app);
    mkdirSync(data);
    if (UNPRIVILEGED.uid !== undefined) chownSync(data, UNPRIVILEGED.uid, UNPRIVILEGED.gid);
    layOut(app);
    port = await freePort();
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
      publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
    });
    const [node = '', ...parameters] = [...commandOf(last, 'ENTRYPOINT'), ...commandOf(last, 'CMD')];
    expect(node).toBe('node');
    serving = spawn(process.execPath, parameters.map(here), {
      cwd: app,
      ...UNPRIVILEGED,
      env: {
        ...environmentOf(last),
        PORT: String(port),
        MILEPOST_DATA_DIR: data,
        APP_ID: '1',
        // As `docker run --env-file` hands on what the set-up page wrote.
        PRIVATE_KEY: `"${privateKey.trim().replaceAll('\n', '\\n')}"`,
        WEBHOOK_SECRET: 'the secret of the image',
        GHE_HOST: '127.0.0.1:49151',
        GHE_PROTOCOL: 'http',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [serving.stdout, serving.stderr])
      stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await untilReady();
  });

  afterAll(() => {
    serving.kill('SIGKILL');
    rmSync(image, { recursive: true, force: true });
  });

  async function untilReady(): Promise<void> {
    for (let tries = 0; tries < 600; tries += 1) {
      if (serving.exitCode !== null) break;
      const ready = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
      if (ready?.ok === true) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`The app did not become ready:\n${output}`);
  }

  const checkHealth = (at: number): number | null => {
    const [node, ...parameters] = JSON.parse(HEALTHCHECK) as string[];
    expect(node).toBe('node');
    return spawnSync(process.execPath, parameters, { ...UNPRIVILEGED, cwd: app, env: { PORT: String(at) } }).status;
  };

  it('serves with nothing but the data directory to write to', async () => {
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    expect(existsSync(join(data, 'postgres'))).toBe(true);
    expect(output).toContain(`the embedded store in ${data}`);
  });

  it('is healthy by its own check, and not where nothing answers', async () => {
    expect(checkHealth(port)).toBe(0);
    expect(checkHealth(await freePort())).toBe(1);
  });

  it('ends when it is asked to', async () => {
    serving.kill('SIGTERM');
    expect(await new Promise((resolve) => serving.once('exit', resolve))).toBe(0);
  });
});

/** Hard links where the folder is on the same disk: nothing is written to them, which the other user could not. */
function layOut(app: string): void {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { dev?: boolean; devOptional?: boolean; optional?: boolean }>;
  };
  for (const { from, sources, target } of copiesOf(last)) {
    for (const source of sources) {
      if (from === 'dependencies') continue;
      const name = from === null ? source : source.replace('/app/', '');
      cpSync(join(root, name), join(app, target === './' ? name : target), { recursive: true });
    }
  }
  const needed = Object.entries(packages).filter(
    ([path, { dev, devOptional, optional }]) => path !== '' && !dev && !devOptional && !optional,
  );
  for (const [path] of needed) {
    const target = join(app, path);
    if (existsSync(target)) continue;
    mkdirSync(dirname(target), { recursive: true });
    const linked = spawnSync('cp', ['-al', join(root, path), target]).status === 0;
    if (!linked) cpSync(join(root, path), target, { recursive: true });
  }
}
