interface RetryAtOptions extends ErrorOptions {
  /** What it waits for, all of its group wait for: none of them is begun before. Default: no. */
  isOfGroup?: boolean;
}

/** Thrown by a job's work: not a failure, only too early. It is put back until `at` and loses none of its tries. */
export class RetryAt extends Error {
  override readonly name = 'RetryAt';
  readonly at: Date;
  readonly isOfGroup: boolean;

  constructor(at: Date, reason: string, { isOfGroup = false, ...options }: RetryAtOptions = {}) {
    super(reason, options);
    this.at = at;
    this.isOfGroup = isOfGroup;
  }
}
