/** Lantern and its neighbours, invented, on an embedded GitHub: what Milepost says of them, through the command line. */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '../../dist/sandbox/sandbox.js';

const CLI = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const MONTH_MS = 30 * 86_400_000;

/** Name of the quarter that is so many after this one. */
function quarter(after) {
  const now = new Date();
  const number = now.getUTCFullYear() * 4 + Math.floor(now.getUTCMonth() / 3) + after;
  return `Q${(number % 4) + 1} ${Math.floor(number / 4)}`;
}

const lantern = ({ handle, shutter }) => `# Where Lantern is going

## Light

- [x] **Carry the light further**: a mirror behind the flame (${quarter(-2)}) #1
- [x] Dim it by turning the ring (${quarter(-1)}) #2
- **Colour filters**: three glasses that slide before the flame (${quarter(0)}) #3 (in progress)
- Shutter that closes by itself in the wind (${shutter}) #4
- Light two flames from one wick (${quarter(2)}) #9

## Body

- Paint that does not peel (${quarter(-1)}) #5
- Folding handle (${handle}) #6
- A case that floats – Issue coming soon (${quarter(3)})
- [x] Feet of cork (${quarter(-2)}) #7

## Later

- Solar wick
- Music box #8 (dropped)
`;

const beacon = `# Beacon

## Now

- [x] Turn once a minute
- Turn by the wind alone

## Next

- Tell ships apart by colour
- A bell for fog
`;

const compass = `# Compass plan

| Work | Target |
| --- | --- |
| Needle that does not stick ✅ | ${quarter(-1)} |
| Glass without bubbles ✅ | ${quarter(-1)} |
| Case of brass (in progress) | ${quarter(1)} |
`;

const LINTED = `# Where Lantern is going

## Plans

| Item | Timeline |
| --- | --- |
| Paint that does not peel [#5](https://github.com/example-org/lantern/issues/5) | ${quarter(1)} |
| Folding handle [#6](https://github.com/example-org/lantern/issues/6) | Futire |
| Solar wick [#6](https://github.com/example-org/lantern/issues/6) | Later |
| Music box | Future |
`;

const ISSUES = [
  'Carry the light further',
  'Dim it by turning the ring',
  'Colour filters',
  'Shutter that closes by itself',
  'Paint that does not peel',
  'Folding handle',
  'Feet of cork',
  'Music box',
  'Light two flames from one wick',
];

export async function stageProject(directory) {
  const sandbox = await startSandbox();
  sandbox.createUser('alice');
  sandbox.createOrganization('example-org', { alice: 'admin' });
  const add = (name, plans) => {
    const repository = `example-org/${name}`;
    sandbox.createRepository(repository, { visibility: 'public', files: { 'README.md': 'A project.\n' } });
    plans.forEach((plan, index) =>
      sandbox.push(repository, {
        by: 'alice',
        message: 'Plan',
        files: { 'ROADMAP.md': plan },
        committedAt: new Date(Date.now() - (plans.length - index - 1) * 3 * MONTH_MS),
      }),
    );
  };
  add('lantern', [
    lantern({ handle: quarter(-1), shutter: quarter(-1) }),
    lantern({ handle: quarter(0), shutter: quarter(-1) }),
    lantern({ handle: quarter(2), shutter: quarter(1) }),
  ]);
  add('beacon', [beacon]);
  add('compass', [compass]);
  for (const title of ISSUES) sandbox.people.openIssue('example-org/lantern', { title });
  for (const number of [1, 2, 7, 9]) {
    sandbox.people.closeIssue('example-org/lantern', number, { reason: 'completed' });
  }
  sandbox.people.closeIssue('example-org/lantern', 8, { reason: 'not_planned' });
  await sandbox.deliveries.settled();
  writeFileSync(join(directory, 'ROADMAP.md'), LINTED);

  const environment = {
    PATH: process.env.PATH,
    GITHUB_TOKEN: sandbox.createToken('alice'),
    GITHUB_SERVER_URL: sandbox.url,
    GITHUB_API_URL: sandbox.apiUrl,
  };
  const milepost = (words) => run(directory, process.execPath, [CLI, ...words], environment);
  const shown = async (words, env) => `$ milepost ${words.join(' ')}\n${await inTerminal(directory, words, env)}`;
  return {
    async views() {
      const reports = [];
      for (const name of ['lantern', 'beacon', 'compass']) {
        reports.push(JSON.parse(await milepost(['report', `example-org/${name}`, '--format', 'json'])));
      }
      return reports.map((report) => report.roadmaps?.[0] ?? report);
    },
    plan: () => shown(['plan', 'example-org/lantern'], environment),
    lint: () => shown(['lint', 'ROADMAP.md'], { PATH: process.env.PATH }),
    close: () => sandbox.close(),
  };
}

/** What it prints to a terminal of 80 columns. */
async function inTerminal(cwd, words, env) {
  const line = `stty cols 80 && "$NODE" "$CLI" ${words.join(' ')} 2>/dev/null`;
  const variables = { ...env, TERM: 'xterm-256color', SHELL: '/bin/sh', NODE: process.execPath, CLI };
  return (await run(cwd, 'script', ['-qec', line, '/dev/null'], variables)).replaceAll('\r', '');
}

/** What a command prints; findings are no failure. */
function run(cwd, command, words, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, error] = ['', ''];
    child.stdout.on('data', (chunk) => (out += chunk));
    child.stderr.on('data', (chunk) => (error += chunk));
    child.on('error', reject);
    child.on('close', (code) => (code === 2 ? reject(new Error(error)) : resolve(out)));
  });
}
