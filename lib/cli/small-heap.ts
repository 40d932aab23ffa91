import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the heap near what is held. The part of it that young objects are put into would double up to 128 MB while 100,000
 * shops are gone through, and all of it grow to four times what is held before it is looked for garbage; nothing is
 * quicker for either. To be called once a command is loaded: until then the young have 8 or 16 MB, in which an answer of
 * Partoo finds room; in less, what is read once would be taken for lasting.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=50');
}
