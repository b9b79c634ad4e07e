/** One step of the schema. What has been published is never changed, only followed by another. */
export interface Migration {
  /** Position in the order, from 1 on. */
  number: number;
  name: string;
  /** One SQL statement each: the embedded store takes no more at a time. */
  statements: readonly string[];
}
