/** Ad-hoc closures and holds for people: a line for each, and below it why, who and where. */
import type { Instant } from '../clock.ts';
import { actorInWords } from '../closures/actors.ts';
import type { ListedClosure } from '../operations/index.ts';
import { plain } from '../operations/plain.ts';
import { count } from '../operations/words.ts';
import { boundInWords } from './local-times.ts';
import type { Output } from './output.ts';
import { printTable } from './table.ts';
import { wrapped } from './wrap.ts';

const STATES: Readonly<Record<ListedClosure['state'], string>> = {
  waiting: 'waits',
  'in-force': 'in force',
  scheduled: 'to come',
  ended: 'ended',
  declined: 'declined',
};

export function printListedClosures(out: Output, closures: readonly ListedClosure[], now: Instant): void {
  if (closures.length === 0) {
    out.line('Nobody has closed or held anything open by hand.');
    return;
  }
  const several = new Set(closures.map(({ organization }) => organization)).size > 1;
  printTable(
    out,
    [
      { header: 'id', paint: () => 'bold' },
      { header: 'state', paint: (cell) => (cell === STATES['in-force'] ? 'cyan' : 'dim') },
      { header: 'from' },
      { header: 'until' },
      { header: 'shops', align: 'right' },
    ],
    closures.map((one) => [
      one.id,
      isReleased(one) ? 'released' : STATES[one.state],
      boundInWords(one.from, one.timezone, now),
      boundInWords(endOf(one), one.timezone, now),
      shopsIn(one),
    ]),
    '',
    new Map(),
    new Map(closures.map((one, index) => [index, notesOf(out, one, { withOrganization: several, now })])),
  );
  const waiting = closures.find((one) => one.waiting !== null);
  if (waiting)
    out.line(
      out.paint('dim', `Decide with: partoo-closures approve ${waiting.id}, or decline ${waiting.id}`),
    );
  const open = closures.find(
    (one) => (one.state === 'in-force' || one.state === 'scheduled') && !isReleased(one),
  );
  if (open) out.line(out.paint('dim', `End one with: partoo-closures reopen ${open.id}`));
}

/** It is in force still, and would close whoever comes new into its scope. */
function isReleased({ businesses, released }: ListedClosure): boolean {
  return released > 0 && released === businesses;
}

/** `12`, and `9 of 12` where it counts for three of them no more. */
function shopsIn({ businesses, released }: ListedClosure): string {
  const all = businesses.toLocaleString('en-US');
  return released === 0 ? all : `${(businesses - released).toLocaleString('en-US')} of ${all}`;
}

function letGo({ released }: ListedClosure): string[] {
  if (released === 0) return [];
  return [`${count(released, 'shop')} let go since it began: released, or switched on in Partoo`];
}

/** An end that somebody gave it counts before the one that was asked for. */
function endOf({ state, endedAt, until }: ListedClosure): string | null {
  return state === 'ended' || state === 'declined' ? (endedAt ?? until) : until;
}

function notesOf(
  out: Output,
  closure: ListedClosure,
  { withOrganization, now }: { withOrganization: boolean; now: Instant },
): string[] {
  const { reason, actor, createdAt, organization, timezone } = closure;
  const what = whatIn(closure);
  const why = reason === null ? `${what}, no reason given` : `${what}: ${plain(reason)}`;
  const who = `by ${plain(actorInWords(actor))}, ${boundInWords(createdAt, timezone, now)}`;
  const where = `${withOrganization ? `${organization}, ` : ''}${scopeInWords(closure)}`;
  const text = 'text' in closure && closure.text ? [`says “${plain(closure.text)}”`] : [];
  const notes = [
    why,
    ...letGo(closure),
    ...waitsFor(closure, now),
    ...decidedBy(closure),
    `${who}; ${where}`,
  ];
  return [...notes, ...text].flatMap((part) => wrapped(part, out.width, '    '));
}

function decidedBy({ decided }: ListedClosure): string[] {
  return decided === null ? [] : [`${decided.decision} by ${plain(actorInWords(decided.by))}`];
}

/** `waits for approval: an end on Fri 1 Jan, asked for by till (token)`. What was approved once may wait again. */
function waitsFor({ waiting, timezone }: ListedClosure, now: Instant): string[] {
  if (waiting === null) return [];
  const { kind, by, beyond, until } = waiting;
  const changed = until === undefined ? 'a change' : `until ${boundInWords(until, timezone, now)}`;
  const what = kind === 'closure' ? '' : `: ${kind === 'end' ? 'its end' : changed}`;
  const why = beyond === 'time' ? 'it is long' : 'it concerns many shops';
  const who = by.map((one) => plain(actorInWords(one))).join(', ');
  return [`waits for approval${what}, since ${why}; asked for by ${who}`];
}

function whatIn({ kind, state, urgent }: ListedClosure): string {
  const deed = kind === 'hold' ? 'kept open' : 'closed';
  return `${state === 'scheduled' || state === 'waiting' ? 'to be ' : ''}${deed}${urgent ? ', urgent' : ''}`;
}

const VALUES_SHOWN = 5;

/** `regions FR-67, FR-68`. */
function scopeInWords(closure: ListedClosure): string {
  if ('all' in closure) return 'every shop';
  const { exclude, ...kinds } = closure.scope;
  const parts = Object.entries(kinds).map(([kind, values]) => `${kind} ${few(values)}`);
  const without = exclude ? [`without ${scopeInWords({ ...closure, scope: exclude })}`] : [];
  return [...parts, ...without].join('; ');
}

function few(values: readonly (string | number)[]): string {
  const shown = values.slice(0, VALUES_SHOWN).map((value) => plain(String(value)));
  const more = values.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
