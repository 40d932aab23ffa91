import type { styleText } from 'node:util';

/** Where a simulation tells its story; the CLI's own output fits. */
export interface SimulationOutput {
  /** Standard output is one JSON document: nothing is told to people there. */
  readonly json: boolean;
  /** Colours where somebody looks at a terminal. */
  readonly paint: (format: Parameters<typeof styleText>[0], text: string) => string;
  /** A line for people; nothing under `json`. */
  line(text?: string): void;
  document(value: unknown): void;
  /** Progress and errors, apart from the story. */
  note(text: string): void;
}
