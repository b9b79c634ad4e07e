/**
 * `work` done for each value, at most `limit` at once; results in the order of the values. The first failure is thrown,
 * and nothing further is begun after it.
 */
export async function mapBounded<Value, Result>(
  values: readonly Value[],
  limit: number,
  work: (value: Value) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  let failed = false;
  async function worker(): Promise<void> {
    while (!failed && next < values.length) {
      const index = next++;
      try {
        results[index] = await work(values[index]!);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, values.length) }, worker));
  return results;
}
