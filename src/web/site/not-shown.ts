/** What was there to be shown when the request came is not any more: answered like what never was. */
export class NotShown extends Error {
  override readonly name = 'NotShown';
}
