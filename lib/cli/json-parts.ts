/** Lists that are longer are written item by item. */
const LONG = 500;
/** So many items are one part. */
const TOGETHER = 200;

/**
 * The text of `JSON.stringify(value, null, 2)`, in parts: of 100,000 shops the whole takes hundreds of megabytes. What is
 * long are lists that are members of the value itself.
 */
export function* jsonParts(value: unknown): Generator<string> {
  if (!isPlain(value) || !Object.values(value).some(isLong)) {
    yield JSON.stringify(value, null, 2);
    return;
  }
  let before = '{';
  for (const [name, member] of Object.entries(value)) {
    const opening = `${before}\n  ${JSON.stringify(name)}: `;
    if (isLong(member)) {
      yield `${opening}[`;
      yield* itemsOf(member);
      yield '\n  ]';
    } else {
      const text = JSON.stringify(member, null, 2);
      if (text === undefined) continue;
      yield `${opening}${indented(text, 1)}`;
    }
    before = ',';
  }
  yield '\n}';
}

function* itemsOf(list: readonly unknown[]): Generator<string> {
  for (let from = 0; from < list.length; from += TOGETHER) {
    const some = list.slice(from, from + TOGETHER).map((item) => {
      // In a list what has no JSON is null.
      const text = JSON.stringify(item, null, 2) ?? 'null';
      return `\n    ${indented(text, 2)}`;
    });
    yield `${from === 0 ? '' : ','}${some.join(',')}`;
  }
}

/** Line breaks within texts are escaped in JSON. */
const indented = (text: string, levels: number): string => text.replaceAll('\n', `\n${'  '.repeat(levels)}`);

const isLong = (value: unknown): value is unknown[] => Array.isArray(value) && value.length > LONG;

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
