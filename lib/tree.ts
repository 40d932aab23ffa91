/** What lies under a list of keys. No text is made of them: businesses come by the hundred thousand. */
export class Tree<T> {
  value: T | undefined;
  #branches: Map<unknown, Tree<T>> | null = null;
  /** Those that are asked for one after the other often have the same. */
  #lastKey: unknown;
  #last: Tree<T> | null = null;

  under(key: unknown): Tree<T> {
    if (this.#last !== null && this.#lastKey === key) return this.#last;
    // Most have one branch: that is the last one.
    if (this.#branches === null && this.#last !== null)
      this.#branches = new Map([[this.#lastKey, this.#last]]);
    let branch = this.#branches?.get(key);
    if (!branch) {
      branch = new Tree();
      this.#branches?.set(key, branch);
    }
    this.#lastKey = key;
    this.#last = branch;
    return branch;
  }
}
