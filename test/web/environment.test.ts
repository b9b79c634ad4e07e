import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readServerEnvironment } from '../../src/web/environment.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
});
const complete = { APP_ID: '12', PRIVATE_KEY: privateKey, WEBHOOK_SECRET: 'secret' };

describe('the environment of the server', () => {
  it('has the defaults that Probot has, and the embedded store', () => {
    expect(readServerEnvironment(complete).environment).toMatchObject({
      appId: 12,
      port: 3000,
      host: 'localhost',
      webhookPath: '/api/github/webhooks',
      databaseUrl: null,
      dataDirectory: './.milepost',
      content: { perMinute: 18, perHour: 140, spacingMs: 1_000 },
    });
  });

  it('knows no sign-in and no address of its own until they are set', () => {
    expect(readServerEnvironment(complete).environment).toMatchObject({ publicUrl: null, signIn: null });
    const set = {
      MILEPOST_URL: 'https://Roads.example.org/',
      GITHUB_CLIENT_ID: 'an id',
      GITHUB_CLIENT_SECRET: 'hidden',
    };
    expect(readServerEnvironment({ ...complete, ...set }).environment).toMatchObject({
      publicUrl: 'https://roads.example.org',
      signIn: { clientId: 'an id', clientSecret: 'hidden' },
    });
  });

  it.each([
    ['MILEPOST_URL', { MILEPOST_URL: 'roads.example.org' }],
    ['MILEPOST_URL', { MILEPOST_URL: 'ftp://roads.example.org' }],
    ['MILEPOST_URL', { MILEPOST_URL: 'https://roads.example.org/milepost' }],
    ['MILEPOST_URL', { MILEPOST_URL: 'https://alice:hidden@roads.example.org' }],
    ['GITHUB_CLIENT_SECRET', { GITHUB_CLIENT_ID: 'an id' }],
    ['GITHUB_CLIENT_ID', { GITHUB_CLIENT_SECRET: 'hidden', GITHUB_CLIENT_ID: '' }],
  ])('says what is wrong with %s for the page', (variable, variables) => {
    const { problems } = readServerEnvironment({ ...complete, ...variables });
    expect(problems.map((problem) => problem.variable)).toEqual([variable]);
    expect(JSON.stringify(problems)).not.toContain('hidden');
  });

  it('has a port for a worker only where one is set', () => {
    expect(readServerEnvironment(complete, 'worker').environment).toMatchObject({ port: null });
    expect(readServerEnvironment({ ...complete, PORT: '' }, 'worker').environment).toMatchObject({ port: null });
    expect(readServerEnvironment({ ...complete, PORT: '9090' }, 'worker').environment).toMatchObject({ port: 9090 });
    expect(readServerEnvironment(complete, 'web').environment).toMatchObject({ port: 3000 });
  });

  it.each([
    ['with real line breaks', { PRIVATE_KEY: privateKey }],
    ['with escaped line breaks', { PRIVATE_KEY: privateKey.trim().replaceAll('\n', '\\n') }],
    ['as base64', { PRIVATE_KEY: Buffer.from(privateKey).toString('base64') }],
    ['from a file', { PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: keyFile() }],
  ])('takes the private key %s', (_how, variables) => {
    const { environment } = readServerEnvironment({ ...complete, ...variables });
    expect(environment?.privateKey.trim()).toBe(privateKey.trim());
  });

  it('names everything that is missing at once, and where to find it', () => {
    const { problems } = readServerEnvironment({ PRIVATE_KEY_PATH: '/nowhere/key.pem' });
    expect(problems.map(({ variable }) => variable)).toEqual(['APP_ID', 'PRIVATE_KEY_PATH', 'WEBHOOK_SECRET']);
    for (const { message } of problems) expect(message).toMatch(/settings page|cannot be read/);
  });

  it.each([
    ['APP_ID', 'milepost'],
    ['APP_ID', '-1'],
    ['PORT', '99999'],
    ['PORT', 'http'],
    ['PRIVATE_KEY', 'not a key'],
    ['MILEPOST_CONTENT_PER_MINUTE', '0'],
    ['MILEPOST_CONTENT_PER_MINUTE', '121'],
    ['MILEPOST_CONTENT_PER_HOUR', '1.5'],
    ['MILEPOST_CONTENT_PER_HOUR', 'many'],
  ])('does not take %s for %s, and says what was expected', (variable, value) => {
    const { problems } = readServerEnvironment({ ...complete, [variable]: value });
    expect(problems.map((problem) => problem.variable)).toEqual([variable]);
  });

  it('says how much may be created', () => {
    const variables = { MILEPOST_CONTENT_PER_MINUTE: '60', MILEPOST_CONTENT_PER_HOUR: '3600' };
    const { environment } = readServerEnvironment({ ...complete, ...variables });
    expect(environment?.content).toEqual({ perMinute: 60, perHour: 3_600, spacingMs: 1_000 });
  });

  it('does not let a message show the key', () => {
    const { problems } = readServerEnvironment({ ...complete, PRIVATE_KEY: 'hush-hush' });
    expect(JSON.stringify(problems)).not.toContain('hush-hush');
  });
});

function keyFile(): string {
  const path = join(mkdtempSync(join(tmpdir(), 'milepost-key-')), 'key.pem');
  writeFileSync(path, privateKey);
  return path;
}
