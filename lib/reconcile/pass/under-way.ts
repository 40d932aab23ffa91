/** Work that has been begun and is not over yet, by the business that it is for. */
export class UnderWay {
  readonly #work = new Map<string, Promise<void>>();
  #failure: { error: unknown } | null = null;

  get size(): number {
    return this.#work.size;
  }

  has(business: string): boolean {
    return this.#work.has(business);
  }

  /** Resolves when fewer than `most` are under way. @throws what any of them has thrown */
  async room(most: number): Promise<void> {
    while (this.#work.size >= most) await Promise.race(this.#work.values());
    if (this.#failure) throw this.#failure.error;
  }

  begin(business: string, work: () => Promise<void>): void {
    const done = work()
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => this.#work.delete(business));
    this.#work.set(business, done);
  }

  /** Resolves when nothing is under way any more. @throws what any of them has thrown */
  async over(): Promise<void> {
    await this.room(1);
  }
}
