import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { withAssignments, writeEnvironmentFile } from '../../../src/web/set-up/environment-file.ts';

const KEY = '-----BEGIN RSA PRIVATE KEY-----\nMIIE+/abc=\n-----END RSA PRIVATE KEY-----\n';
const NOW = new Date('2026-04-02T09:00:00.000Z');

describe('the text of an environment file', () => {
  it('is made from nothing, and read back the same', () => {
    const text = withAssignments('', { APP_ID: '7', PRIVATE_KEY: KEY, MILEPOST_URL: 'https://milepost.example.org' });
    expect(parseEnv(text)).toEqual({
      APP_ID: '7',
      PRIVATE_KEY: KEY.trim(),
      MILEPOST_URL: 'https://milepost.example.org',
    });
    expect(text.split('\n').filter((line) => line.startsWith('PRIVATE_KEY'))).toHaveLength(1);
  });

  it('keeps all other lines as they are, comments and order too', () => {
    const before = '# Mine\nPORT=8080\n\nAPP_ID=\n  # APP_ID=old\nLOG_LEVEL="debug"\n';
    expect(withAssignments(before, { APP_ID: '7' })).toBe(
      '# Mine\nPORT=8080\n\nAPP_ID=7\n  # APP_ID=old\nLOG_LEVEL="debug"\n',
    );
  });

  it('replaces a key of several lines as a whole, and a name that stands there twice once', () => {
    const before = `PRIVATE_KEY="${KEY}"\nPORT=1\nexport APP_ID=1\nAPP_ID=2\n`;
    const text = withAssignments(before, { APP_ID: '7', PRIVATE_KEY: 'new' });
    expect(text).toBe('PRIVATE_KEY=new\nPORT=1\nAPP_ID=7\n');
  });

  it('adds at the end what is not there, below a line that says where it comes from', () => {
    const text = withAssignments('PORT=1', { APP_ID: '7' });
    expect(text).toMatch(/^PORT=1\n\n# Written by .*\nAPP_ID=7\n$/);
  });

  it('takes a value with quotes, spaces and a number sign', () => {
    expect(parseEnv(withAssignments('', { WEBHOOK_SECRET: "a b # 'c'" }))).toEqual({ WEBHOOK_SECRET: "a b # 'c'" });
  });
});

describe('writing it', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'milepost-env-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const write = (values: Record<string, string>) => writeEnvironmentFile(join(folder, '.env'), values, NOW);

  it('lets only its owner read it, also when others could before', async () => {
    writeFileSync(join(folder, '.env'), 'PORT=1\n', { mode: 0o644 });
    expect(await write({ APP_ID: '7' })).toEqual({ backup: null });
    expect(statSync(join(folder, '.env')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['.env']);
  });

  it('keeps a copy before other credentials are replaced, and none when nothing is lost', async () => {
    writeFileSync(join(folder, '.env'), 'APP_ID=\n', { mode: 0o644 });
    await write({ APP_ID: '7', WEBHOOK_SECRET: 's' });
    await write({ APP_ID: '7', WEBHOOK_SECRET: 's' });
    expect(readdirSync(folder)).toEqual(['.env']);
    const { backup } = await write({ APP_ID: '8', WEBHOOK_SECRET: 't' });
    expect(backup).toBe(join(folder, '.env.backup-20260402T090000Z'));
    expect(parseEnv(readFileSync(backup!, 'utf8'))).toEqual({ APP_ID: '7', WEBHOOK_SECRET: 's' });
    expect(statSync(backup!).mode & 0o777).toBe(0o600);
  });
});
