/** Writes the JSON Schemas of the events to docs/events/. A test compares them. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jsonSchemas } from '../lib/events/index.ts';

const folder = join(import.meta.dirname, '..', 'docs', 'events');
await mkdir(folder, { recursive: true });
for (const [name, text] of jsonSchemas()) await writeFile(join(folder, name), text);
