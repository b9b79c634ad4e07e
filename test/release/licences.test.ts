import { fileURLToPath } from 'node:url';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { isAllowed, productionPackages } from '../../scripts/licences.js';
import { sbomOf } from '../../scripts/write-sbom.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('the licences of what is installed with Milepost', () => {
  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-only)', true],
    ['MIT AND GPL-3.0-only', false],
    ['(MIT AND ISC)', true],
    ['GPL-3.0-only', false],
    ['SEE LICENSE IN LICENSE', false],
    ['', false],
  ])('are met: %s is allowed: %s', (licence, allowed) => {
    expect(isAllowed(licence)).toBe(allowed);
  });

  it('are all allowed', () => {
    const packages = productionPackages(root);
    expect(packages.map(({ name }) => name)).toContain('probot');
    expect(packages.map(({ name }) => name)).not.toContain('jest');
    expect(packages.filter(({ licence }) => !isAllowed(licence))).toEqual([]);
  });

  it('are passed on with the bundle of the Action', () => {
    const notices = readFileSync(`${root}/dist/action/licenses.txt`, 'utf8');
    for (const name of ['@octokit/core', 'micromark', 'yaml', 'zod'])
      expect(notices).toMatch(new RegExp(`^${name} \\d`, 'm'));
    expect(notices).not.toContain('comes without its text');
  });
});

describe('the list of components', () => {
  it('has every package that is installed, each with its licence, and none that only builds', () => {
    const { bomFormat, metadata, components } = sbomOf(root);
    expect({ bomFormat, name: metadata.component.name }).toEqual({ bomFormat: 'CycloneDX', name: 'milepost' });
    expect(components.length).toBeGreaterThan(100);
    expect(components.filter(({ licenses = [] }) => licenses.length === 0)).toEqual([]);
    expect(components.map(({ name }) => name)).not.toContain('esbuild');
  });
});
