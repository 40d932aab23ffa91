/** Says how many shops something concerns and where, and asks where those are many. */
import { Option } from 'commander';
import { plain } from '../operations/plain.ts';
import type { Confirm, Reach } from '../operations/reach.ts';
import { count } from '../operations/words.ts';
import { UsageError } from '../reconcile/pass/errors.ts';
import { isBeyondGuard } from '../reconcile/situation/beyond-guard.ts';
import { ask } from './ask.ts';
import type { Context } from './context.ts';

export const yesOption = () => new Option('-y, --yes', 'do not ask, however many shops it concerns');

/** @param does what it does to them: `Closes` */
export function confirmReach(context: Pick<Context, 'out' | 'env'>, does: string, yes: boolean): Confirm {
  return async (reach) => {
    const said = `${does} ${reachInWords(reach)}`;
    context.out.line(`${said}.`);
    if (yes || !isBeyondGuard(reach)) return;
    const about = `go on: it ${lower(said)}`;
    if (await ask(context.env, { question: 'Go on?', about })) return;
    throw new UsageError('declined', 'It was not confirmed.', 'Nothing was changed.');
  };
}

const PLACES_SHOWN = 4;

/** `12 of 899 shops: 7 in FR, 5 in DE`. @internal */
export function reachInWords({ businesses, of, places }: Reach): string {
  const shown = places
    .slice(0, PLACES_SHOWN)
    .map((place) => `${digits(place.businesses)} in ${nameOf(place)}`);
  const others = places.slice(PLACES_SHOWN).reduce((sum, place) => sum + place.businesses, 0);
  const all = [...shown, ...(others > 0 ? [`${digits(others)} elsewhere`] : [])];
  const number =
    businesses === of ? `all ${count(of, 'shop')}` : `${digits(businesses)} of ${count(of, 'shop')}`;
  return all.length === 0 ? number : `${number}: ${all.join(', ')}`;
}

function nameOf({ name }: Reach['places'][number]): string {
  return name === null ? 'a place that Partoo does not name' : plain(name);
}

const digits = (number: number): string => number.toLocaleString('en-US');
const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
