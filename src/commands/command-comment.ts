/** A comment just created by a person, with the lines in it that are commands (`commandLines`). */
export interface CommandComment {
  /** Database id. */
  id: number;
  /** Of the issue or pull request that it stands at. */
  number: number;
  isPull: boolean;
  /** Login of whoever wrote it. */
  author: string;
  url: string;
  /** `/roadmap move to 1.8.0`, trimmed, in order. */
  lines: string[];
}
