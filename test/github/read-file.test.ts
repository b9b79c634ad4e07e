import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { blobOid, bytesOfText } from '../../src/github/blob.ts';
import { readFile } from '../../src/github/read-file.ts';
import { API, testClient } from './test-client.ts';

beforeEach(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

const place = { owner: 'example-org', name: 'lantern', path: 'docs/road map#1.md', ref: 'main' };
const latin = Buffer.from([0x43, 0x61, 0x66, 0xe9, 0x0d, 0x0a]);
const address = '/repos/example-org/lantern/contents/docs/road%20map%231.md';

describe('the id of a blob', () => {
  it('is the one that git gives', () => {
    expect(blobOid(Buffer.from(''))).toBe('e69de29bb2d1d6434b8b29ae775ad8c2e48c5391');
    expect(blobOid(Buffer.from('what is up, doc?'))).toBe('bd9dbf5aae1a3862dd1526723246b20206e5fc37');
    expect(blobOid(Buffer.from(''), 64)).toBe('473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813');
  });

  it('proves a text, or not', () => {
    const text = '\u{feff}# Plan – ok\r\n';
    expect(bytesOfText(text, blobOid(Buffer.from(text)))).toEqual(Buffer.from(text));
    expect(bytesOfText(text.slice(1), blobOid(Buffer.from(text)))).toBeNull();
    expect(bytesOfText(null, blobOid(Buffer.from('')))).toBeNull();
  });
});

describe('the bytes of a file', () => {
  it('come from the text at hand when it is proven', async () => {
    const { client } = testClient();
    const text = '# Roadmap\n';
    const read = await readFile(client, { ...place, oid: blobOid(Buffer.from(text)), text });
    expect(read).toEqual({ bytes: Buffer.from(text), size: 10, oid: blobOid(Buffer.from(text)) });
    expect(client.counts.rest).toBe(0);
  });

  it('come by REST when the text was transcoded, byte for byte', async () => {
    const { client } = testClient();
    nock(API)
      .get(address)
      .query({ ref: 'main' })
      .reply(200, {
        type: 'file',
        encoding: 'base64',
        size: 6,
        sha: blobOid(latin),
        content: `${latin.toString('base64')}\n`,
      });
    const read = await readFile(client, { ...place, oid: blobOid(latin), text: 'Caf\ufffd\r\n' });
    expect(read.bytes).toEqual(latin);
    expect(read.oid).toBe(blobOid(latin));
  });

  it('are not fetched from a file over 1 MiB', async () => {
    const { client } = testClient();
    expect(await readFile(client, { ...place, oid: 'a'.repeat(40), size: 2_000_000 })).toMatchObject({
      bytes: null,
      size: 2_000_000,
    });
    expect(client.counts.rest).toBe(0);
    nock(API)
      .get(address)
      .query(true)
      .reply(200, { type: 'file', encoding: 'none', size: 1_500_000, sha: 'b'.repeat(40), content: '' });
    expect(await readFile(client, { ...place, oid: 'b'.repeat(40) })).toEqual({
      bytes: null,
      size: 1_500_000,
      oid: 'b'.repeat(40),
    });
  });

  it.each([
    ['that is listed and not there yet', 404, { message: 'Not Found' }, 'unavailable'],
    ['that is a directory', 200, [{ type: 'file', path: 'x' }], 'invalid'],
    ['that is a submodule', 200, { type: 'submodule' }, 'invalid'],
  ])('are refused for one %s', async (_name, status, body, kind) => {
    const { client } = testClient();
    nock(API).get(address).query(true).reply(status, body);
    await expect(readFile(client, { ...place, oid: 'a'.repeat(40) })).rejects.toMatchObject({
      kind,
      about: 'reading docs/road map#1.md of example-org/lantern',
    });
  });
});
