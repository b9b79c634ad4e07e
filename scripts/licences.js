/** Which packages there are, under which licences, and the texts that those ask to be passed on. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** SPDX ids whose conditions are met by passing on the text, as the bundle does. */
export const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
]);

/**
 * @typedef {object} Package
 * @property {string} name
 * @property {string} version
 * @property {string} folder from the project's root: `node_modules/pg`
 * @property {string} licence an SPDX expression; '' where the package names none
 */

/** @returns {Package} */
export function readPackage(root, folder) {
  const { name, version, license, licenses } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  // The older forms: an object, or a list of them.
  const named = license ?? licenses?.[0] ?? '';
  return { name, version, folder, licence: typeof named === 'string' ? named : (named.type ?? '') };
}

/** The packages that esbuild's inputs are of, each once, by name. */
export function bundledPackages(root, inputs) {
  const folders = inputs.map((input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]);
  return [...new Set(folders.filter((folder) => folder !== undefined))]
    .map((folder) => readPackage(root, folder))
    .toSorted((one, other) => (one.folder < other.folder ? -1 : 1));
}

/** The packages that are installed with Milepost, without those for its development, by the lockfile. */
export function productionPackages(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([folder, { dev }]) => folder !== '' && dev !== true && existsSync(join(root, folder, 'package.json')))
    .map(([folder]) => readPackage(root, folder));
}

/** Whether the expression can be met with allowed licences alone: `(MIT OR GPL-3.0)` can, `MIT AND GPL-3.0` cannot. */
export function isAllowed(licence) {
  const words = licence.replace(/[()]/g, ' ').trim();
  if (words === '') return false;
  return words.split(' OR ').some((choice) => choice.split(' AND ').every((one) => ALLOWED.has(one.trim())));
}

/** One text for all: each package with its own licence file, and its notice where it has one. */
export function noticesOf(root, packages) {
  const entries = packages.map(({ name, version, licence, folder }) => {
    const files = readdirSync(join(root, folder)).filter((file) =>
      /^(?:licen[cs]e|copying|notice)(?:[.-]|$)/i.test(file),
    );
    const texts = files.toSorted().map((file) => readFileSync(join(root, folder, file), 'utf8').trim());
    const body = texts.length === 0 ? `Licence: ${licence}. The package comes without its text.` : texts.join('\n\n');
    return `${name} ${version} (${licence})\n\n${body}\n`;
  });
  return `This Action contains the packages below, each under its own licence.\n\n${entries.join(`\n${'-'.repeat(72)}\n\n`)}`;
}
