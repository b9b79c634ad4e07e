import { describe, expect, it } from '@jest/globals';
import { replyTo } from '../../../src/commands/answers/reply.ts';
import { readReplyMarker } from '../../../src/plan/marker.ts';

const bodyOf = (...texts: string[]): string =>
  replyTo(
    7,
    texts.map((text, index) => ({ line: `/roadmap done "${index}"`, text })),
  ) ?? '';

describe('a reply', () => {
  it('is none where nothing is to be said', () => {
    expect(replyTo(7, [{ line: '/roadmap sync', text: '' }])).toBeNull();
    expect(replyTo(7, [])).toBeNull();
  });

  it('has the answer and the marker of its comment', () => {
    expect(bodyOf('Done.')).toMatch(/^Done\.\n\n<!-- milepost:reply:[\w-]+ -->$/);
    expect(readReplyMarker(bodyOf('Done.'))).toEqual({ comment: 7 });
  });

  it('names the commands where there are several, in order, without those that need no words', () => {
    const body = bodyOf('One.', '', 'Three.').replaceAll('\u200b', '');
    expect(body).toMatch(/^`\/roadmap done "0"`\n\nOne\.\n\n`\/roadmap done "2"`\n\nThree\.\n\n<!--/);
  });

  it('leaves out whole answers where they are too long for GitHub', () => {
    const body = bodyOf('a'.repeat(50_000), 'b'.repeat(50_000), 'c');
    expect(body.length).toBeLessThan(65_536);
    expect(body).not.toContain('b'.repeat(10));
    expect(body).toContain('The other answers are left out for length.');
    expect(readReplyMarker(body)).toEqual({ comment: 7 });
  });

  it('says that ten commands are heeded where there may have been more', () => {
    expect(bodyOf(...Array.from({ length: 10 }, () => 'x'))).toContain('10 commands are heeded at most');
    expect(bodyOf('x', 'y')).not.toContain('heeded');
  });
});
