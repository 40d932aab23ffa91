import { readFile } from 'node:fs/promises';
import { ConfigError } from '../reading/issues.ts';
import { type FaultyConfig, type LoadedConfig, parseBytes, readBytes } from './file.ts';

/**
 * Reads a closures.yml from disk.
 * @throws ConfigError where the file is missing, unreadable, not UTF-8, or wrong in any way
 */
export async function loadConfig(path: string): Promise<LoadedConfig> {
  const bytes = await bytesOf(path);
  return parseBytes(bytes, decode(bytes, path), path);
}

/** The same, with what can be read where something is wrong. @throws ConfigError where that is nothing */
export async function readConfig(path: string): Promise<LoadedConfig | FaultyConfig> {
  const bytes = await bytesOf(path);
  return readBytes(bytes, decode(bytes, path), path);
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOENT')
      throw wholeFile(path, 'there is no such file', 'write one with: partoo-closures init', error);
    throw wholeFile(path, `cannot be read (${code})`, 'check that it is a file and may be read', error);
  }
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw wholeFile(path, 'is not UTF-8', 'save it as UTF-8', error);
  }
}

function wholeFile(file: string, message: string, remedy: string, cause: unknown): ConfigError {
  return new ConfigError([{ file, line: null, column: null, path: [], message, remedy }], { cause });
}
