/** Thrown by a job's work: no repeating mends it, and no operator can. The job is dropped; the message says why. */
export class Hopeless extends Error {
  override readonly name = 'Hopeless';
}
