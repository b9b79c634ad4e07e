/** Thrown by a job's work: not a failure, only too early. It is put back until `at` and loses none of its tries. */
export class RetryAt extends Error {
  override readonly name = 'RetryAt';
  readonly at: Date;

  constructor(at: Date, reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.at = at;
  }
}
