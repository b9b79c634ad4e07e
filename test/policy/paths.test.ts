import { describe, expect, it } from '@jest/globals';
import { branchNameFault } from '../../src/policy/branch-name.ts';
import { repositoryPathFault } from '../../src/policy/repository-path.ts';

describe('a path in the repository', () => {
  it.each(['ROADMAP.md', 'docs/ROADMAP.md', 'a b/ü.md', '..a/b..md', '.github/ROADMAP.md'])('may be %s', (path) => {
    expect(repositoryPathFault(path)).toBeNull();
  });

  it.each([
    '',
    '/a',
    '../a',
    'a/../b',
    './a',
    'a//b',
    'a/',
    'C:\\a',
    'c:/a',
    'https://x/y',
    'a\\b',
    'a\nb',
    'a\0',
    '.git/config',
    '.GIT/x',
    'x'.repeat(600),
  ])('may not be %j', (path) => {
    expect(repositoryPathFault(path)).not.toBeNull();
  });
});

describe('the name of a branch', () => {
  it.each(['milepost/roadmap', 'main', 'a-b_c.d', 'ä/1'])('may be %s', (name) => {
    expect(branchNameFault(name)).toBeNull();
  });

  it.each([
    '',
    'a b',
    'a..b',
    'a//b',
    '/a',
    'a/',
    '-a',
    '@',
    'a@{b',
    '.a',
    'a/.b',
    'a.lock',
    'a.lock/b',
    'a~b',
    'a\u0007',
    'a.',
    'a'.repeat(201),
  ])('may not be %j', (name) => {
    expect(branchNameFault(name)).not.toBeNull();
  });
});
