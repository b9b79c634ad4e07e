import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { OUTPUTS } from '../../src/action/environment-files.ts';
import { INPUTS } from '../../src/action/inputs.ts';
import { metadata } from './runner.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'docs', 'action.md'), 'utf8');

describe('action.yml', () => {
  it('names exactly the inputs and outputs that there are, and so does the documentation', () => {
    expect(Object.keys(metadata.inputs)).toEqual([...INPUTS]);
    expect(Object.keys(metadata.outputs)).toEqual([...OUTPUTS]);
    for (const name of [...INPUTS, ...OUTPUTS]) expect(page).toContain(`\`${name}\``);
  });

  it('runs a bundle that the build makes', () => {
    expect(metadata.runs.using).toBe('node24');
    const bundle = readFileSync(join(root, metadata.runs.main), 'utf8');
    expect(existsSync(join(root, 'dist', 'action', 'parse-worker.js'))).toBe(true);
    const imported = [...bundle.matchAll(/\bfrom ?"([^"]+)"|\bimport ?"([^"]+)"/g)].map(
      ([, from, bare]) => from ?? bare,
    );
    expect(imported.filter((name) => !name?.startsWith('node:') && /^[@a-z]/.test(name ?? ''))).toEqual([]);
  });
});
