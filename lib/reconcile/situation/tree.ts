/** What lies under a list of keys. No text is made of them: businesses come by the hundred thousand. */
export class Tree<T> {
  value: T | undefined;
  #branches: Map<unknown, Tree<T>> | null = null;

  under(key: unknown): Tree<T> {
    this.#branches ??= new Map();
    let branch = this.#branches.get(key);
    if (!branch) {
      branch = new Tree();
      this.#branches.set(key, branch);
    }
    return branch;
  }
}
