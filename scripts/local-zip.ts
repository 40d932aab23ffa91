import { inflateRawSync } from 'node:zlib';

const CENTRAL = 0x02014b50;
const LOCAL_HEADER = 30;
const DEFLATED = 8;

/** The one file of a zip that scripts/package.ts made. */
export function onlyFileOf(zip: Buffer): Buffer {
  const marker = Buffer.alloc(4);
  marker.writeUInt32LE(CENTRAL);
  // From the end: the directory lies behind the data.
  const entry = zip.lastIndexOf(marker);
  if (entry < 0 || zip.indexOf(marker) !== entry) throw new Error('The zip does not hold exactly one file.');
  const method = zip.readUInt16LE(entry + 10);
  const size = zip.readUInt32LE(entry + 20);
  const header = zip.readUInt32LE(entry + 42);
  const start = header + LOCAL_HEADER + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  const data = zip.subarray(start, start + size);
  return method === DEFLATED ? inflateRawSync(data) : data;
}
