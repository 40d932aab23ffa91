import { fstatSync, writeFileSync } from 'node:fs';

/**
 * Has a command fail whose standard output cannot be written, a full disk for instance, whichever part writes (help and
 * version come from the parser). A reader such as `head` that has seen enough is no error, and nobody is left to be told
 * of one. Work that does not depend on it goes on to its end.
 */
export function failWhereOutputIsLost(stdout = process.stdout, stderr = process.stderr): void {
  if (isFile(stdout.fd)) writeAllOf(stdout);
  let isLost = false;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (isLost || error.code === 'EPIPE') return;
    isLost = true;
    stderr.write(
      `error: Standard output cannot be written (${error.code}).\nMake room for it, then try again.\n`,
    );
  });
  stderr.on('error', () => {});
  // At the very end: what a command resolves to comes after what it has written.
  process.on('exit', () => {
    if (isLost) process.exitCode ||= 1;
  });
}

/** Node writes a file's chunk once, and drops what a nearly full disk did not take of it. */
function writeAllOf(stdout: NodeJS.WriteStream & { fd: number }): void {
  stdout._write = (chunk: Uint8Array, _encoding, done) => {
    try {
      writeFileSync(stdout.fd, chunk);
      done();
    } catch (error) {
      done(error as Error);
    }
  };
}

function isFile(fd: number): boolean {
  try {
    return fstatSync(fd).isFile();
  } catch {
    return false;
  }
}
