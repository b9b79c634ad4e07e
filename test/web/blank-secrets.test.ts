import { describe, expect, it } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { blankSecrets } from '../../src/web/blank-secrets.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
});
const SECRET = 'a "quoted" & long secret';
const blank = blankSecrets([SECRET, privateKey, 'abc']);

describe('a line of the log', () => {
  it.each([
    ['as it is', SECRET],
    ['in JSON', JSON.stringify({ body: SECRET })],
    ['in an address', `https://example.org/?secret=${encodeURIComponent(SECRET)}`],
    ['in base64', `Basic ${Buffer.from(SECRET).toString('base64')}`],
  ])('does not tell a secret %s', (_, text) => {
    const blanked = blank(`before ${text} after`);
    expect(blanked).toContain('[secret]');
    expect(blanked).toMatch(/^before .* after$/);
    for (const word of ['quoted', encodeURIComponent(SECRET), Buffer.from(SECRET).toString('base64')]) {
      expect(blanked).not.toContain(word);
    }
  });

  it('does not tell a key, nor any line of it', () => {
    const lines = privateKey.split('\n').filter((line) => line !== '' && !line.startsWith('-----'));
    for (const text of [privateKey, JSON.stringify({ privateKey }), ...lines]) {
      const blanked = blank(text);
      for (const line of lines) expect(blanked).not.toContain(line);
    }
  });

  it.each([
    ['an installation token', `token ghs_${'a1'.repeat(18)}`],
    ['one of the long kind', `ghs_4242_${'a1'.repeat(18)}.${'b2'.repeat(30)}.${'c3'.repeat(20)}`],
    ['a personal token', `github_pat_${'a1_'.repeat(20)}`],
    ['a JSON web token', `bearer eyJhbGciOiJSUzI1NiJ9.${'a1'.repeat(30)}.${'b2'.repeat(30)}`],
    ['a password in an address', 'postgresql://milepost:a1a1a1a1@db.example:5432/milepost'],
  ])('does not tell %s that nobody knew of', (_, text) => {
    expect(blank(text)).not.toMatch(/a1a1|b2b2|c3c3/);
  });

  it('keeps everything else, also what a very short secret would hit', () => {
    const line = '{"level":30,"msg":"Sync of example-org/abc: looked","url":"https://example.org:8080/path@home"}';
    expect(blank(line)).toBe(line);
  });
});
