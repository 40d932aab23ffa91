import type { Output } from './output.ts';

/** A JSON array that is written while it grows, one item a line, within what stands around it. */
export interface JsonList {
  /** Resolves when the reader keeps up. */
  add(item: unknown): Promise<void>;
  end(): Promise<void>;
}

/** @param before what precedes the array, such as `{"closures":` @param after what follows it */
export function createJsonList(out: Pick<Output, 'write'>, before: string, after: string): JsonList {
  let isEmpty = true;
  let last: Promise<void> = Promise.resolve();
  const append = (text: string): Promise<void> => {
    last = last.then(() => out.write(text));
    return last;
  };
  return {
    add(item) {
      const opening = isEmpty ? `${before} [` : ',';
      isEmpty = false;
      return append(`${opening}\n  ${JSON.stringify(item)}`);
    },
    end: () => append(isEmpty ? `${before} []${after}\n` : `\n]${after}\n`),
  };
}
