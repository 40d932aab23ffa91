/**
 * Who acts, as history and events name them: `calendar`, `person` (in Partoo), `partoo`, or a way in with a name:
 * `command:NAME`, `token:NAME`, `event:SOURCE`, `webhook:NAME` (design rule 26).
 */

/** A command of which it is not known who gave it: so is what version 0.1.0 noted, and a process that nobody has. */
export const UNKNOWN_COMMAND = 'command:unknown';

/** Version 0.1.0 named rules (`rule:NAME`), and commands by what they do. */
const EARLIER: Readonly<Record<string, string>> = {
  command: UNKNOWN_COMMAND,
  release: UNKNOWN_COMMAND,
  restore: UNKNOWN_COMMAND,
  doctor: UNKNOWN_COMMAND,
};

/** An actor as it is stored, in the words of today. */
export function knownActor(stored: string): string {
  if (stored.startsWith('rule:')) return 'calendar';
  return EARLIER[stored] ?? stored;
}

/** For a sentence: `ops (command)`, `a person in Partoo`, `the calendar`. */
export function actorInWords(actor: string): string {
  if (actor === 'person') return 'a person in Partoo';
  if (actor === 'calendar') return 'the calendar';
  if (actor === UNKNOWN_COMMAND) return 'a command';
  const colon = actor.indexOf(':');
  return colon < 0 ? actor : `${actor.slice(colon + 1)} (${actor.slice(0, colon)})`;
}

/** Whether somebody asks who is no person at the command line: the guard on ad-hoc closures is about them. */
export function isFromOutside(actor: string): boolean {
  return /^(event|webhook|token):/.test(actor);
}
