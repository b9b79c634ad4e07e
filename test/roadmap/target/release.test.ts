import { describe, expect, it } from '@jest/globals';
import { findReleases, normalizeRelease } from '../../../src/roadmap/target/release.ts';

describe('releases', () => {
  it.each([
    ['1.7.0', ['1.7.0']],
    ['v0.5.0', ['v0.5.0']],
    ['Release-3.5.0 (APRIL)', ['Release-3.5.0']],
    ['first pre-release (0.1.0-beta.3)', ['0.1.0-beta.3']],
    ['1.0-rc1', ['1.0-rc1']],
    ['Spec V2', ['V2']],
    ['from 1.2 to v2.x', ['1.2', 'v2.x']],
    ['Delivered in 0.23.11:', ['0.23.11']],
    ['Milestone 2.1', []],
    ['coverage 99.5%', []],
    ['2021', []],
    ['H.264 and utf8', []],
    ['e4.5', []],
  ])('finds in “%s” %j', (text, expected) => {
    expect(findReleases(text).map((release) => release.text)).toEqual(expected);
  });

  it('takes Alpha 5 for one only where a heading may be nothing but a release', () => {
    expect(findReleases('Alpha 5')).toEqual([]);
    expect(findReleases('Alpha 5', true)[0]).toMatchObject({ text: 'Alpha 5', from: 0, to: 7 });
  });

  it.each([
    ['v1.7.0', '1.7'],
    ['Release-1.7', '1.7'],
    ['1.0.0', '1'],
    ['V2', '2'],
    ['1.0-RC1', '1-rc1'],
  ])('spells %s as %s', (text, expected) => {
    expect(normalizeRelease(text)).toBe(expected);
  });
});
