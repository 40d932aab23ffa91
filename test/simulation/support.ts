import { fileURLToPath } from 'node:url';
import type { Instant } from '../../lib/clock.ts';
import { instantOf } from '../../lib/closures/civil-time.ts';
import { type LoadedConfig, loadConfig } from '../../lib/config/index.ts';
import type { SimulationOutput } from '../../lib/simulation/output.ts';

/** An instant by its wall-clock time in Paris. */
export function paris(time: string): Instant {
  return instantOf(time, 'Europe/Paris', 'start');
}

export function example(name: string): Promise<LoadedConfig> {
  return loadConfig(fileURLToPath(new URL(`../../examples/${name}/closures.yml`, import.meta.url)));
}

/** An output that remembers what it was told. */
export function recorder(json = false): SimulationOutput & {
  lines: string[];
  notes: string[];
  documents: unknown[];
} {
  const lines: string[] = [];
  const notes: string[] = [];
  const documents: unknown[] = [];
  return {
    json,
    lines,
    notes,
    documents,
    paint: (_format, text) => text,
    line: (text = '') => void (json || lines.push(text)),
    note: (text) => void notes.push(text),
    document: (value) => void documents.push(value),
  };
}
