/** Lists that are longer are written item by item. */
const LONG = 500;
/** So many items are one part. */
const TOGETHER = 200;
/** How deep long lists are looked for. */
const MOST_DEPTH = 4;

/**
 * The text of `JSON.stringify(value, null, 2)`, in parts: of 100,000 shops the whole takes hundreds of megabytes. What is
 * long are lists, in the value itself or in what it consists of: the shops of each organization.
 */
export function* jsonParts(value: unknown, level = 0): Generator<string> {
  if (isLong(value)) {
    yield '[';
    yield* itemsOf(value, level + 1);
    yield `${newLine(level)}]`;
  } else if (!holdsLong(value, level)) yield textOf(value, level);
  else if (Array.isArray(value))
    yield* within(
      '[',
      value.map((item): Member => ['', item]),
      ']',
      level,
    );
  else yield* within('{', membersOf(value as object), '}', level);
}

/** How it begins, and what it is. */
type Member = [begin: string, value: unknown];

function membersOf(value: object): Member[] {
  return Object.entries(value)
    .filter(([, member]) => !['undefined', 'function', 'symbol'].includes(typeof member))
    .map(([name, member]) => [`${JSON.stringify(name)}: `, member]);
}

function* within(
  opens: string,
  members: readonly Member[],
  closes: string,
  level: number,
): Generator<string> {
  let before = opens;
  for (const [begin, member] of members) {
    yield `${before}${newLine(level + 1)}${begin}`;
    yield* jsonParts(member, level + 1);
    before = ',';
  }
  yield `${newLine(level)}${closes}`;
}

function* itemsOf(list: readonly unknown[], level: number): Generator<string> {
  for (let from = 0; from < list.length; from += TOGETHER) {
    const some = list
      .slice(from, from + TOGETHER)
      .map((item) => `${newLine(level)}${textOf(item, level)}`)
      .join(',');
    yield `${from === 0 ? '' : ','}${some}`;
  }
}

/** In a list what has no JSON is null. Line breaks within texts are escaped in JSON. */
function textOf(value: unknown, level: number): string {
  return (JSON.stringify(value, null, 2) ?? 'null').replaceAll('\n', newLine(level));
}

const newLine = (level: number): string => `\n${'  '.repeat(level)}`;

const isLong = (value: unknown): value is unknown[] => Array.isArray(value) && value.length > LONG;

function holdsLong(value: unknown, level: number): boolean {
  if (level >= MOST_DEPTH) return false;
  const parts = Array.isArray(value) ? value : isPlain(value) ? Object.values(value) : [];
  return parts.some((part) => isLong(part) || holdsLong(part, level + 1));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
