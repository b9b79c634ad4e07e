import { describe, expect, it } from '@jest/globals';
import { createReadingCache } from '../../../src/jobs/reading/reading-cache.ts';

const KILOBYTE = new Uint8Array(1_000);

describe('the cache of readings', () => {
  it('gives what was set, and undefined for what was not', () => {
    const cache = createReadingCache(10_000);
    cache.set('light', KILOBYTE);
    expect(cache.get('light')).toBe(KILOBYTE);
    expect(cache.get('bell')).toBeUndefined();
  });

  it('gives up what was unused for longest when there is more than it may keep', () => {
    const cache = createReadingCache(5_000);
    for (const key of ['light', 'bell', 'door']) cache.set(key, KILOBYTE);
    cache.get('light');
    cache.set('roof', KILOBYTE);
    expect(['light', 'bell', 'door', 'roof'].filter((key) => cache.get(key) !== undefined)).toEqual([
      'light',
      'door',
      'roof',
    ]);
  });

  it('counts a key once that is set again', () => {
    const cache = createReadingCache(5_000);
    for (let time = 0; time < 20; time++) cache.set('light', KILOBYTE);
    cache.set('bell', KILOBYTE);
    expect(cache.get('light')).toBeDefined();
  });

  it('keeps no longer than was asked', async () => {
    const cache = createReadingCache(5_000);
    cache.set('light', KILOBYTE, 20);
    cache.set('bell', KILOBYTE, 600_000);
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(cache.get('light')).toBeUndefined();
    expect(cache.get('bell')).toBe(KILOBYTE);
  });

  it('does not keep what is larger than all it may keep', () => {
    const cache = createReadingCache(900);
    cache.set('light', KILOBYTE);
    expect(cache.get('light')).toBeUndefined();
  });
});
