import { formatPath, type LoadedConfig } from '../../config/index.ts';

/** The file that something stands in. */
export type Locator = Pick<LoadedConfig, 'file' | 'locate'>;

/** A sentence about a place of the file, with line and column. */
export function placed(loaded: Locator, path: (string | number)[], message: string): string {
  const { line, column } = loaded.locate(path);
  return `${loaded.file}:${line ?? 1}:${column ?? 1}: ${formatPath(path)}: ${message}`;
}
