import { describe, expect, it } from '@jest/globals';
import { readLabel } from '../../src/plan/label.ts';
import { compareReleases } from '../../src/roadmap/target/compare-releases.ts';
import { commentedIssue, issueKey, missedTargetKey } from '../../src/plan/keys.ts';
import { listing, quote } from '../../src/plan/wording.ts';

describe('quote', () => {
  it('keeps short text, on one line', () => {
    expect(quote('  Dark\n mode ')).toBe('“Dark mode”');
  });

  it('ends where it ends, whatever is quoted within', () => {
    expect(quote('He said “hi” to all')).toBe('“He said ‘hi’ to all”');
  });

  it('shortens long text without cutting a character in two', () => {
    const quoted = quote('🚀'.repeat(100));
    expect(Array.from(quoted)).toHaveLength(62);
    expect(quoted.endsWith('🚀…”')).toBe(true);
    expect(quoted).not.toMatch(/[\ud800-\udfff]/u);
  });

  it('shows nothing that a terminal or a reading direction obeys', () => {
    expect(quote('a\u001b[31mb\u202ec\u0000d')).toBe('“a [31mb c d”');
  });

  it('takes text of any length in no time', () => {
    expect(quote('\u0000 '.repeat(500_000))).toBe('“”');
  });
});

it('lists up to three, then how many more', () => {
  expect([listing([]), listing(['a']), listing(['a', 'b']), listing(['a', 'b', 'c'])]).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ]);
  expect(listing(['a', 'b', 'c', 'd', 'e'])).toBe('a, b and 3 more');
});

it.each([
  ['12', 12],
  ['#12', 12],
  ['GH-12', 12],
  ['anchor#12', 12],
  ['acme/anchor#12', 12],
  ['Issue 12', 12],
  ['PR #12', 12],
  ['pull request 12', 12],
  ['', null],
  ['1.7', null],
  ['v12', null],
  ['the 12 apostles', null],
  ['#12 and #13', null],
  ['12345678901', null],
  ['a/b'.repeat(50_000), null],
])('reads the label %p as %p', (label, number) => {
  expect(readLabel(label)).toBe(number);
});

it.each([
  ['1.7.0', '1.7', 0],
  ['v1.9', '1.10', -1],
  ['1.7.0-rc1', '1.7.0', -1],
  ['Release-2.0', '1.9', 1],
  ['v2', 'v10', -1],
  ['2021', '1.7', null],
  ['Q3', '1.7', null],
])('orders %p and %p: %p', (one, other, order) => {
  const compared = compareReleases(one, other);
  expect(compared === null ? null : Math.sign(compared)).toBe(order);
});

it('has one key for one missed target', () => {
  expect([' Q3   2021', 'V1.7.0', null, ' '].map(missedTargetKey)).toEqual(['q3 2021', '1.7.0', 'undated', 'undated']);
});

it('reads the issue back from the keys of slip comments', () => {
  const issue = issueKey({ owner: 'Acme', repo: 'Anchor', number: 1 });
  expect(commentedIssue('comment-slip:42:a:b.md:acme/anchor#1', '42:a:b.md')).toBe(issue);
  expect(commentedIssue('update-slip-comment:42:a:b.md:acme/anchor#1:q3: 2021', '42:a:b.md')).toBe(issue);
  expect(commentedIssue('open-issue:42:a:b.md:0123456789', '42:a:b.md')).toBeNull();
});
