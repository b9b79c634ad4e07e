import { afterEach, beforeEach, expect, jest } from '@jest/globals';

/** For each test of the file: whatever is said goes through the streams, and nothing may print past them. */
export function expectSilentConsole(): void {
  beforeEach(() => {
    jest.spyOn(console, 'error').mockImplementation(() => {});
    jest.spyOn(console, 'warn').mockImplementation(() => {});
  });
  afterEach(() => {
    expect(console.error).not.toHaveBeenCalled();
    expect(console.warn).not.toHaveBeenCalled();
    jest.restoreAllMocks();
  });
}
