/**
 * The command could not run, and it is no fault of Milepost's: a file that is not there, a wrong option, no token,
 * GitHub out of reach. The message says what was found, what was expected, and what to do; no stack is shown.
 */
export class Failure extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'Failure';
  }
}
