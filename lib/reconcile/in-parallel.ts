/** Runs `work` over items, `width` at a time; the first error stops what has not begun, and is thrown at the end. */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  let failure: { error: unknown } | null = null;
  async function worker(): Promise<void> {
    for (let item = queue.shift(); item !== undefined && !failure; item = queue.shift()) {
      try {
        await work(item);
      } catch (error) {
        failure ??= { error };
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, queue.length) }, worker));
  const failed = failure as { error: unknown } | null;
  if (failed) throw failed.error;
}
