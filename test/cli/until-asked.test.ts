import { describe, expect, it } from '@jest/globals';
import { startChild } from '../store/child.ts';

const script = new URL('./until-asked-script.ts', import.meta.url);

describe('a process that is asked to end', () => {
  it('is told once, and ends at once with a clear word when it is asked again', async () => {
    const child = startChild(script, []);
    await child.line('ready');
    child.kill('SIGTERM');
    await child.line('asked');
    child.kill('SIGTERM');
    expect(await child.ended).toBe(143);
    expect(child.lines[2]).toBe(
      'Ended at once by a second signal (SIGTERM). What was under way is taken up by another process, or by the next start.',
    );
  });
});
