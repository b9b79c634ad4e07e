/**
 * A real Chromium, for the browser tests and the pictures of the gallery: the one that MILEPOST_CHROMIUM names, else Debian's,
 * which is installed where it is missing.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const DEBIAN = '/usr/bin/chromium';
const PACKAGES = ['chromium', 'fonts-dejavu-core', 'fonts-liberation'];
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser with a new, empty profile of its own; `close()` ends it and removes that. Throws where there is none to be had. */
export const openChromium = () => chromium.launch({ executablePath: chromiumPath(), args: FLAGS });

/** Installs what is missing. */
export function chromiumPath() {
  const named = process.env.MILEPOST_CHROMIUM ?? '';
  if (named !== '') {
    if (!existsSync(named)) throw new Error(`MILEPOST_CHROMIUM names ${named}, and there is no such file.`);
    return named;
  }
  if (!existsSync(DEBIAN)) install();
  return DEBIAN;
}

function install() {
  const isRoot = process.getuid?.() === 0;
  run(isRoot, ['apt-get', 'update']);
  run(isRoot, ['apt-get', '-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '--no-install-recommends', ...PACKAGES]);
  if (!existsSync(DEBIAN)) throw new Error(`Debian's package chromium brought no ${DEBIAN}. ${WHAT_TO_DO}`);
}

const WHAT_TO_DO = 'Install Chromium and name it in MILEPOST_CHROMIUM.';

function run(isRoot, words) {
  const [command, ...rest] = isRoot ? words : ['sudo', '-n', ...words];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, error, stdout, stderr } = spawnSync(command, rest, { env, encoding: 'utf8' });
  if (status === 0) return;
  const said = error?.message ?? `${stdout}${stderr}`.trim().slice(-2_000);
  throw new Error(`There is no ${DEBIAN}, and \`${words.join(' ')}\` failed: ${said}\n${WHAT_TO_DO}`);
}
