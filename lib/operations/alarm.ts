/** Ends a wait because somebody has asked for something. */
export class Alarm {
  #next = new AbortController();

  /** Aborted when it rings next. */
  get signal(): AbortSignal {
    return this.#next.signal;
  }

  ring(): void {
    const rung = this.#next;
    this.#next = new AbortController();
    rung.abort();
  }
}
