/** What takes a text piece by piece. */
export interface TextSink {
  /** Resolves when the reader has taken enough for more to be written. */
  write(text: string): Promise<void>;
}

/** A JSON array that is written while it grows, one item a line, within what stands around it. */
export interface JsonList {
  /** Resolves when the reader keeps up. */
  add(item: unknown): Promise<void>;
  /** The same, of an item that is JSON already. */
  addJson(item: string): Promise<void>;
  end(): Promise<void>;
}

/**
 * @param before what precedes the array, such as `{"closures":`
 * @param after what follows it
 * @param chunkCharacters how much is gathered before it is written; by default every item at once
 */
export function createJsonList(out: TextSink, before: string, after: string, chunkCharacters = 0): JsonList {
  let isEmpty = true;
  let waiting = '';
  let last: Promise<void> = Promise.resolve();
  const flush = (): Promise<void> => {
    const chunk = waiting;
    waiting = '';
    last = last.then(() => out.write(chunk));
    return last;
  };
  const addJson = (item: string): Promise<void> => {
    const opening = isEmpty ? `${before} [` : ',';
    isEmpty = false;
    waiting += `${opening}\n  ${item}`;
    return waiting.length < chunkCharacters ? last : flush();
  };
  return {
    add: (item) => addJson(JSON.stringify(item)),
    addJson,
    end() {
      waiting += isEmpty ? `${before} []${after}\n` : `\n]${after}\n`;
      return flush();
    },
  };
}
