import type { ClosureKind } from '../closures/closure-kind.ts';

const PLURALS: Readonly<Record<string, string>> = {
  pass: 'passes',
  entry: 'entries',
};

/** `1 shop`, `12 shops`, `1,200 requests`. */
export function count(number: number, noun: string): string {
  // The data of a locale takes longer to load than the rest of a short command.
  const digits = number < 1000 ? String(number) : number.toLocaleString('en-US');
  return `${digits} ${plural(number, noun)}`;
}

function plural(number: number, noun: string): string {
  return number === 1 ? noun : (PLURALS[noun] ?? `${noun}s`);
}

/** `95000` as `1 min 35 s`; used for lead, lateness and how long something takes. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor((seconds % 86_400) / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  return parts
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(' ');
}

/** Closures are read at a glance: what does not close says so first. */
export const SAYS: Readonly<Record<ClosureKind, string>> = {
  close: '',
  open: 'Open: ',
  hold: 'Kept open: ',
  keep: 'Text only: ',
  leave: 'Left alone: ',
  announce: 'Announced: ',
};
