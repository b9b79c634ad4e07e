import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { githubAddress, ownPath, sourceAddress, webAddress } from '../../../src/render/page/addresses.ts';
import { attribute, escaped, escapedMessage } from '../../../src/render/page/escape.ts';
import { viewWith } from './views.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.constantFrom('<', '>', '"', "'", '&', '`', '--', '&lt;', '\u202E', '\u0000', ' ', 'on=', 'script', '/'))
    .map((parts) => parts.join('')),
);

describe('text from outside', () => {
  it('shows as it is, and is neither tag nor entity', () => {
    expect(escaped('<b title="x">R&amp;D\u2019s</b>')).toBe(
      '&lt;b title=&quot;x&quot;&gt;R&amp;amp;D\u2019s&lt;/b&gt;',
    );
    expect(escaped("it's")).toBe('it&#39;s');
  });

  it('loses what cannot be seen and what turns its neighbours around', () => {
    expect(escaped('safe\u202Etxt.exe\u2066\u0000\u001B[31m\u200B')).toBe('safetxt.exe[31m');
    expect(escaped('two\n lines\tand  spaces ')).toBe('two lines and spaces');
  });

  it('is cut before it is escaped', () => {
    expect(escaped('&&&&&', 3)).toBe('&amp;&amp;…');
  });

  it('never begins a tag or ends an attribute, whatever it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(escaped(text)).not.toMatch(/[<>"'\p{Cc}\u202A-\u202E\u2066-\u2069]|&(?!(?:amp|lt|gt|quot|#39);)/u);
        expect(attribute('title', text)).toMatch(/^ title="[^"<>]*"$/);
        expect(escapedMessage(text).replace(/<\/?code>/g, '')).not.toMatch(/[<>"']/);
        expect(escapedMessage(text).split('<code>')).toHaveLength(escapedMessage(text).split('</code>').length);
      }),
    );
  });

  it('keeps what is quoted between backticks as code, and a lone backtick as it is', () => {
    expect(escapedMessage('Say `a < b` here')).toBe('Say <code>a &lt; b</code> here');
    expect(escapedMessage('one ` alone')).toBe('one ` alone');
  });
});

describe('addresses', () => {
  it.each([
    ['javascript:alert(1)'],
    ['https://evil.example/x'],
    ['https://github.com@evil.example/x'],
    ['https://github.com:8443/x'],
    ['http://github.com/x'],
    ['//github.com/x'],
    ['https://me:secret@github.com/x'],
    ['data:text/html,x'],
    [' '],
  ])('lead nowhere for %s', (url) => {
    expect(githubAddress(url, 'https://github.com')).toBeNull();
  });

  it('lead to the GitHub of the roadmap', () => {
    expect(githubAddress('https://github.com/a/b/issues/1', 'https://github.com')).toBe(
      'https://github.com/a/b/issues/1',
    );
    expect(githubAddress('http://ghes.example:8080/a', 'http://ghes.example:8080')).toBe('http://ghes.example:8080/a');
    expect(githubAddress('https://github.com/a', null)).toBeNull();
    expect(webAddress('https://example.org/rules/x.md')).toBe('https://example.org/rules/x.md');
    expect(webAddress('ftp://example.org')).toBeNull();
  });

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:x', '/a\n//b', '/a b', ''])(
    'are no path of ours for %j',
    (path) => {
      expect(ownPath(path)).toBeNull();
    },
  );

  it('are paths of ours with whatever query', () => {
    expect(ownPath('/a/b?text=x%20y&page=2')).toBe('/a/b?text=x%20y&page=2');
  });

  it('name the line of the file, whatever the file and the branch are called', () => {
    const view = viewWith([], { file: 'docs/a b#?%.md', ref: 'feature/<x>' });
    expect(sourceAddress(view, 7)).toBe(
      'https://github.com/example-org/lantern/blob/feature/%3Cx%3E/docs/a%20b%23%3F%25.md?plain=1#L7',
    );
    expect(sourceAddress({ ...view, ref: null }, 7)).toBeNull();
    expect(sourceAddress({ ...view, serverUrl: 'javascript:x' }, 7)).toBeNull();
  });
});
