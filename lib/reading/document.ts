import {
  type Document,
  type ErrorCode,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
} from 'yaml';
import { ConfigError, type ConfigIssue } from './issues.ts';

export interface Position {
  /** From 1. */
  line: number;
  column: number;
}

/** A YAML file as plain values, and where each of them stands in it. */
export interface SourceDocument {
  /** Mappings, lists, text, true, false and null. Numbers stay the text they were written as. */
  value: unknown;
  /** Where the value at a path stands; of one that is not there, where the nearest thing around it does. */
  locate(path: readonly (string | number)[]): Position;
  /** The same for the key itself. */
  locateKey(path: readonly (string | number)[]): Position;
}

const LARGEST_BYTES = 1_000_000;

/**
 * Reads YAML 1.2. Numbers are left as text: the store code 00012 must not become 12 or 10, and only the field that a
 * value is for knows whether it wants a number.
 * @throws ConfigError with every fault of the syntax
 */
export function readYaml(text: string, file: string): SourceDocument {
  if (Buffer.byteLength(text) > LARGEST_BYTES)
    throw wholeFile(file, `is larger than ${LARGEST_BYTES / 1_000_000} MB`, 'split it, or select by group');
  const lines = new LineCounter();
  const document = guarded(file, () =>
    parseDocument(text, {
      version: '1.2',
      schema: 'core',
      strict: true,
      uniqueKeys: true,
      stringKeys: true,
      merge: false,
      // The parser's own sentences quote the source, where keys may stand.
      prettyErrors: false,
      // `silent` would also hide that a second document begins.
      logLevel: 'error',
      lineCounter: lines,
      customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || !/:(int|float)$/.test(tag.tag)),
    }),
  );
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) throw new ConfigError(faults.map((fault) => syntaxIssue(fault, file, lines)));
  const value: unknown = guarded(file, () => document.toJS({ maxAliasCount: 100 }));
  return {
    value,
    locate: (path) => find(document, lines, path, 'value'),
    locateKey: (path) => find(document, lines, path, 'key'),
  };
}

function wholeFile(file: string, message: string, remedy: string, cause?: unknown): ConfigError {
  const issue: ConfigIssue = { file, line: 1, column: 1, path: [], message, remedy };
  return new ConfigError([issue], { cause });
}

/** The parser throws where nesting exhausts the stack and where aliases multiply beyond measure. */
function guarded<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ReferenceError)
      throw wholeFile(
        file,
        'has an alias (`*name`) without its anchor, or too many',
        'write the values out, and quote a text that begins with `*`',
        error,
      );
    if (error instanceof RangeError) throw wholeFile(file, ...TOO_DEEP, error);
    throw error;
  }
}

/** In our words, because the parser's may quote what stands in the file. */
const FAULTS: Partial<Record<ErrorCode, [message: string, remedy: string]>> = {
  ALIAS_PROPS: ['an alias has an anchor or a tag', 'leave the anchor or tag out'],
  BAD_ALIAS: ['this alias is not readable', 'quote a text that begins with `*`'],
  BAD_DQ_ESCAPE: [
    'a backslash in double quotes is followed by an unknown letter',
    'write `\\\\`, or use single quotes',
  ],
  BAD_INDENT: [
    'the indentation does not fit, or a bracket is still open',
    'indent the keys of one mapping alike, and close brackets',
  ],
  BAD_SCALAR_START: ['a text must not begin with this character', 'put the text in quotes'],
  BLOCK_AS_IMPLICIT_KEY: ['a second `key:` on one line', 'put the text in quotes, or start a new line'],
  DUPLICATE_KEY: ['the key stands twice in one mapping', 'keep one of them'],
  KEY_OVER_1024_CHARS: ['the key is too long', 'put the text after `key:`'],
  MISSING_CHAR: [
    'a bracket, quote or comma is missing',
    'close what was opened, and put commas between entries',
  ],
  MULTILINE_IMPLICIT_KEY: [
    'a key goes over several lines',
    'write `key: value`, with a space after the colon',
  ],
  MULTIPLE_DOCS: ['a second document begins', 'remove the `---`; one file is one document'],
  NON_STRING_KEY: ['the key is no text', 'put it in quotes'],
  RESOURCE_EXHAUSTION: ['this is nested too deeply to be read', 'nothing here needs more than ten levels'],
  TAB_AS_INDENT: ['the line is indented with a tab', 'indent with spaces'],
  TAG_RESOLVE_FAILED: ['a tag (`!…`) stands here', 'leave it out; quote a text that begins with `!`'],
};
const TOO_DEEP: [string, string] = [
  'is nested too deeply to be read',
  'nothing here needs more than ten levels',
];
const OTHER_FAULT: [string, string] = [
  'this is not readable as YAML',
  'check quotes, colons and indentation',
];

function syntaxIssue(
  fault: { code: ErrorCode; pos: [number, number] },
  file: string,
  lines: LineCounter,
): ConfigIssue {
  const [message, remedy] = FAULTS[fault.code] ?? OTHER_FAULT;
  return { file, ...position(lines, fault.pos[0]), path: [], message, remedy };
}

function position(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

interface Step {
  key: Node | null;
  value: Node | null;
}

function find(
  document: Document.Parsed,
  lines: LineCounter,
  path: readonly (string | number)[],
  part: 'key' | 'value',
): Position {
  let here: Step = { key: null, value: document.contents };
  for (const [depth, name] of path.entries()) {
    const next = stepInto(document, here.value, name);
    if (next === null) return position(lines, startOf(here, 'value'));
    here = next;
    if (part === 'key' && depth === path.length - 1) return position(lines, startOf(here, 'key'));
  }
  return position(lines, startOf(here, 'value'));
}

function stepInto(document: Document.Parsed, from: Node | null, name: string | number): Step | null {
  const node = isAlias(from) ? (from.resolve(document) ?? null) : from;
  if (isSeq<Node>(node)) {
    const item = node.items[Number(name)];
    return item === undefined ? null : { key: null, value: item };
  }
  if (!isMap(node)) return null;
  const pairs = node.items as Pair<Node, Node | null>[];
  const pair = pairs.find(({ key }) => isScalar(key) && String(key.value) === String(name));
  return pair === undefined ? null : { key: pair.key, value: pair.value };
}

/** A block of several lines, and a value that is not there, are best shown by their key. */
function startOf({ key, value }: Step, part: 'key' | 'value'): number {
  const block = isCollection(value) && value.flow !== true;
  const empty = value === null || (isScalar(value) && value.value === null && value.source === '');
  const node = key !== null && (part === 'key' || block || empty) ? key : value;
  return node?.range?.[0] ?? 0;
}
