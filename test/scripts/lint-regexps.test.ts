import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const script = join(import.meta.dirname, '../../scripts/lint-regexps.js');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'regexps-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function lint(source: string, file = 'planted.ts'): { status: number | null; said: string } {
  writeFileSync(join(folder, file), source);
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, folder], { encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

describe('the check of regular expressions', () => {
  it.each([
    ['const slow = /(a+)+$/;', 'exponential'],
    ['export const trimmed = (text: string) => text.replace(/\\s+$/, "");', 'quadratic'],
    ['const slow = /(.*)x(.*)y/;', 'quadratic'],
    ['const slow = /\\b(?:will )*slip/;', 'repeats "will "'],
    ['const slow = /^(?:(?:ab)+)+$/;', 'repeats "ab"'],
    ['const slow = /"goal \\d: .+$/;', 'slow on a text'],
    ['const SPACE = "\\\\s";\nconst slow = new RegExp(`${SPACE}+$`, "u");', 'planted.ts:2: quadratic'],
    ['const slow = RegExp(["a*", /a*b/.source].join(""));', 'quadratic'],
    ['const any = (text: string) => new RegExp(`^${text}`);', 'only the running program knows'],
  ])('refuses %s', (source, reason) => {
    const { status, said } = lint(source);
    expect(said).toContain(reason);
    expect(status).toBe(1);
  });

  it('names the file and the line, also behind a script’s first line and other characters than ASCII', () => {
    const { said } = lint(
      '#!/usr/bin/env node\n// größer als „ä“\nconst fine = /^a+$/;\nconst slow = /\\s+$/;\n',
      'run.js',
    );
    expect(said).toContain(`${join(folder, 'run.js')}:4: quadratic`);
    expect(said).toContain('1 complaints about 2 regular expressions');
  });

  it('lets linear ones pass', () => {
    const { status, said } = lint(
      'const fine = [/^\\s+/, /(?<!\\s)\\s+$/, /[.,]{1,40}$/, new RegExp("^a+b+$", "u"), /\\d+(?:\\.\\d+)*/g];',
    );
    expect(said).toContain('Regular expressions: 5, all linear.');
    expect(status).toBe(0);
  });

  it('does not pass for having looked at nothing', () => {
    expect(lint('export const none = 1;').status).toBe(1);
  });
});
