import type { Clock } from '../clock.ts';
import type { Output } from './output.ts';
import { cut } from './table.ts';

/** Says on standard error how far something has come, once it takes longer than a second. */
export interface Progress {
  update(text: string): void;
  /** A line that stays; on a terminal it goes above the line that moves. */
  note(text: string): void;
  /** Takes the moving line away. */
  end(): void;
}

const QUIET_MILLISECONDS = 1_000;
/** Between two updates, on a terminal and in a log. */
const TERMINAL_MILLISECONDS = 100;
const LOG_MILLISECONDS = 10_000;

export function createProgress(out: Output, clock: Pick<Clock, 'now'>): Progress {
  const stream = out.errorStream;
  const isTerminal = stream.isTTY === true;
  const startedAt = clock.now();
  let shownAt: number | null = null;
  let isShown = false;
  let latest = '';
  // Where an update comes early and then nothing for long, it still has to appear.
  const timer = setInterval(show, QUIET_MILLISECONDS);
  timer.unref();

  function show(): void {
    const now = clock.now();
    if (latest === '' || now - startedAt < QUIET_MILLISECONDS) return;
    if (shownAt !== null && now - shownAt < (isTerminal ? TERMINAL_MILLISECONDS : LOG_MILLISECONDS)) return;
    shownAt = now;
    if (isTerminal) {
      stream.write(`\r\x1b[2K${out.paintNote('dim', cut(latest, (stream.columns || 80) - 1))}`);
      isShown = true;
    } else stream.write(`${latest}\n`);
    if (!isTerminal) latest = '';
  }

  function clear(): void {
    if (isShown) stream.write('\r\x1b[2K');
    isShown = false;
  }

  return {
    update(text) {
      latest = text;
      show();
    },
    note(text) {
      clear();
      out.note(text);
    },
    end() {
      clearInterval(timer);
      clear();
      latest = '';
    },
  };
}
