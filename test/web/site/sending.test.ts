import { describe, expect, it } from '@jest/globals';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { createByteCache } from '../../../src/web/site/byte-cache.ts';
import { chooseEncoding, encode } from '../../../src/web/site/encodings.ts';
import { Busy, createTurns } from '../../../src/web/site/turns.ts';

describe('the encoding of a body', () => {
  it.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br', 'br'],
    ['gzip, deflate', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['BR', 'br'],
    ['*', 'br'],
    ['*;q=0', 'identity'],
    ['br;q=0, *', 'gzip'],
    ['zstd', 'identity'],
    ['br;q=nonsense', 'identity'],
    [`${',;'.repeat(50_000)}br`, 'identity'],
  ])('for %j', (header, encoding) => {
    expect(chooseEncoding(header)).toBe(encoding);
  });

  it('gives the same text back, and leaves alone what is short', async () => {
    const text = 'Ein Weg über die Brücke. '.repeat(200);
    expect(brotliDecompressSync((await encode(text, 'br')).bytes).toString()).toBe(text);
    expect(gunzipSync((await encode(text, 'gzip')).bytes).toString()).toBe(text);
    expect((await encode(text, 'identity')).bytes.toString()).toBe(text);
    expect(await encode('short', 'br')).toEqual({ encoding: 'identity', bytes: Buffer.from('short') });
  });
});

describe('turns', () => {
  it('are taken in order, some at once, and refused where too many wait', async () => {
    const turns = createTurns({ atOnce: 2, waiting: 1 });
    const told: string[] = [];
    const ends: (() => void)[] = [];
    const begin = (name: string): Promise<void> =>
      turns(() => {
        told.push(name);
        return new Promise((resolve) => ends.push(resolve));
      });
    const all = [begin('a'), begin('b'), begin('c')];
    await expect(begin('d')).rejects.toThrow(Busy);
    expect(told).toEqual(['a', 'b']);
    ends.shift()?.();
    await all[0];
    expect(told).toEqual(['a', 'b', 'c']);
    for (const end of ends) end();
    await Promise.all(all);
    await expect(turns(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await turns(() => Promise.resolve('again'))).toBe('again');
  });
});

describe('turns with a rest', () => {
  it('let others do something between two works', async () => {
    const turns = createTurns({ atOnce: 1, waiting: 10, restMs: 1 });
    const told: string[] = [];
    const work = (name: string): Promise<void> =>
      turns(() => {
        told.push(name);
        return Promise.resolve();
      });
    const both = Promise.all([work('a'), work('b')]);
    setImmediate(() => told.push('a webhook'));
    await both;
    expect(told).toEqual(['a', 'a webhook', 'b']);
  });
});

describe('kept bytes', () => {
  it('are never more than was said: what was asked for longest ago goes first', () => {
    const cache = createByteCache<{ bytes: Buffer }>(4_000);
    const entry = { bytes: Buffer.alloc(1_000) };
    for (const key of ['a', 'b']) cache.set(key, entry);
    expect(cache.get('a')).toBe(entry);
    cache.set('c', entry);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([entry, undefined, entry]);
    cache.set('c', { bytes: Buffer.alloc(10) });
    expect(cache.totalBytes).toBeLessThan(3_000);
    cache.set('huge', { bytes: Buffer.alloc(10_000) });
    expect(cache.get('huge')).toBeUndefined();
    expect(cache.get('a')).toBe(entry);
  });
});
