import { describe, expect, it } from '@jest/globals';
import { nameWithoutAddress } from '../../../src/roadmap/history/name-without-address.ts';

describe("a commit author's name", () => {
  it.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['ada@example.org', 'ada'],
    ['Ada (ada.l@mail.example.org)', 'Ada (ada.l)'],
    ['Ada <ada@example.org>', 'Ada'],
    ['root@localhost', 'root'],
    ['@ada', '@ada'],
    ['', null],
    ['  ', null],
    [null, null],
    [undefined, null],
  ])('of %j is %j', (name, expected) => {
    expect(nameWithoutAddress(name)).toBe(expected);
  });

  it('is read fast whatever it is', () => {
    const began = performance.now();
    nameWithoutAddress('a@'.repeat(500_000));
    nameWithoutAddress('a'.repeat(1_000_000));
    expect(performance.now() - began).toBeLessThan(200);
  });
});
