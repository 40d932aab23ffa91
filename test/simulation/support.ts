import { fileURLToPath } from 'node:url';
import type { Instant } from '../../lib/clock.ts';
import { instantOf } from '../../lib/closures/civil-time.ts';
import { type LoadedConfig, loadConfig, parseConfig } from '../../lib/config/index.ts';
import type { SimulationOutput } from '../../lib/simulation/index.ts';

/** An instant by its wall-clock time in Paris. */
export function paris(time: string): Instant {
  return instantOf(time, 'Europe/Paris', 'start');
}

export function example(name: string): Promise<LoadedConfig> {
  return loadConfig(fileURLToPath(new URL(`../../examples/${name}/closures.yml`, import.meta.url)));
}

/** A configuration with one organization; `rules` is YAML, indented by two. */
export function configOf(rules: string): LoadedConfig {
  return parseConfig(
    `version: 1
organizations:
  acme:
    apiKey: env:PARTOO_API_KEY
    timezone: Europe/Paris
    language: fr
rules:
${rules}`,
    'closures.yml',
  );
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
