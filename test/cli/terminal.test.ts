import { describe, expect, it, jest } from '@jest/globals';
import { styleFor } from '../../src/cli/style-for.ts';
import { withProgress } from '../../src/cli/with-progress.ts';
import { colourStyle, plainStyle } from '../../src/render/terminal-style.ts';

describe('colours', () => {
  const terminal = { isTTY: true, write: () => true };
  const pipe = { write: () => true };

  it.each<[string, object, Record<string, string>, boolean]>([
    ['on a terminal', terminal, {}, true],
    ['not in a pipe', pipe, {}, false],
    ['not with NO_COLOR', terminal, { NO_COLOR: '1' }, false],
    ['with an empty NO_COLOR', terminal, { NO_COLOR: '' }, true],
    ['not on a dumb terminal', terminal, { TERM: 'dumb' }, false],
    ['in a pipe with FORCE_COLOR', pipe, { FORCE_COLOR: '1' }, true],
    ['with FORCE_COLOR before NO_COLOR', pipe, { FORCE_COLOR: '', NO_COLOR: '1' }, true],
    ['not with FORCE_COLOR=0', terminal, { FORCE_COLOR: '0' }, false],
  ])('are used %s: as it should be', (_, output, env, isColoured) => {
    expect(styleFor(output as typeof terminal, env)).toBe(isColoured ? colourStyle : plainStyle);
  });
});

const watch = async (isTTY: boolean, ms: number): Promise<string> => {
  let written = '';
  const stderr = { isTTY, columns: 40, write: (text: string) => void (written += text) };
  jest.useFakeTimers();
  try {
    const done = withProgress(
      stderr,
      () => `Working… ${'x'.repeat(80)}`,
      new Promise((resolve) => setTimeout(resolve, ms)),
    );
    await jest.advanceTimersByTimeAsync(ms);
    await done;
    return written;
  } finally {
    jest.useRealTimers();
  }
};

describe('progress', () => {
  it('is silent for work of less than a second', async () => {
    expect(await watch(true, 900)).toBe('');
  });

  it('is one line on a terminal, no wider than it, wiped at the end', async () => {
    const written = await watch(true, 1_400);
    expect(written).toContain('Working…');
    expect(written).not.toContain('\n');
    expect(written.endsWith('\r\u001b[2K')).toBe(true);
    for (const line of written.split('\r\u001b[2K')) expect(line.length).toBeLessThan(40);
  });

  it('is a line now and then elsewhere', async () => {
    expect((await watch(false, 12_000)).split('\n')).toHaveLength(3);
  });

  it('passes on what the work gives and throws', async () => {
    const stderr = { write: () => true };
    expect(await withProgress(stderr, () => '', Promise.resolve(7))).toBe(7);
    await expect(withProgress(stderr, () => '', Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});
