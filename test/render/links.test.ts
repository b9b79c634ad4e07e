import { describe, expect, it } from '@jest/globals';
import { createLinks } from '../../src/render/links.ts';

const place = { serverUrl: 'https://github.com', repo: 'example-org/lantern', ref: 'main' };
const own = { owner: 'Example-Org', repo: 'lantern', number: 12 };
const foreign = { owner: 'example-org', repo: 'wick', number: 3 };
const ZERO = '\u200B';

describe('links to issues', () => {
  it('go straight to an issue of the own repository in a check run, where they leave no backlink', () => {
    const links = createLinks(place);
    expect(links.ownIssue(12)).toBe('[#12](https://github.com/example-org/lantern/issues/12)');
    expect(links.issue(own)).toBe('[#12](https://github.com/Example-Org/lantern/issues/12)');
    expect(links.issue(foreign)).toBe(
      `[example-org/wick#${ZERO}3](https://redirect.github.com/example-org/wick/issues/3)`,
    );
  });

  it('go round the backlink in the body of an issue, a pull request or a comment, to every issue', () => {
    const links = createLinks({ ...place, isConversation: true });
    const quiet = `[#${ZERO}12](https://redirect.github.com/example-org/lantern/issues/12)`;
    expect(links.ownIssue(12)).toBe(quiet);
    expect(links.issue({ ...own, owner: 'example-org' })).toBe(quiet);
    expect(links.issue(foreign)).toContain('](https://redirect.github.com/example-org/wick/issues/3)');
  });

  it('are words on a host that has no such door', () => {
    const links = createLinks({ ...place, serverUrl: 'https://github.example.com', isConversation: true });
    expect(links.ownIssue(12)).toBe(`#${ZERO}12`);
    expect(links.issue(foreign)).toBe(`example-org/wick#${ZERO}3`);
    expect(links.line('ROADMAP.md', 4)).toContain('https://github.example.com/example-org/lantern/blob/main/');
  });

  it('are words where the reader may be anywhere', () => {
    expect(createLinks(null).issue(own)).toBe(`Example-Org/lantern#${ZERO}12`);
  });
});
