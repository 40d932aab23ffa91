import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../clock.ts';
import { endClosure, requestClosure } from '../operations/ad-hoc/ad-hoc.ts';
import type { Branch, Stage } from './stage.ts';

/** Something that happens to the shops and stands in no calendar. */
export interface Incident {
  at: Instant;
  /** When that began which it ends; it does not happen where nothing of it is played. Default: `at`. */
  since?: Instant;
  /** A clause for the line of the day. */
  says: string;
  happen(stage: Stage): Promise<void>;
}

interface Shop {
  id: string;
  code: string;
  city: string;
}

/** What befalls the shops of the demonstration. Instants are those of Paris. */
export function demoIncidents({ branches }: Stage, armFault: (() => void) | null): Incident[] {
  const [branch] = branches as [Branch];
  const flooded = shopIn(branch, 'Lyon');
  const relaunched = shopIn(branch, 'Strasbourg');
  const edited = shopIn(branch, 'Antwerpen');
  const id = 'flood-lyon';
  const flood = paris('2026-12-21T10:17');
  return [
    {
      at: flood,
      says: `${nameOf(flooded)} is flooded: closed at once, until further notice`,
      async happen({ deps }) {
        await requestClosure(deps, {
          id,
          organization: branch.organization.id,
          scope: { codes: [flooded.code] },
          all: false,
          from: null,
          until: null,
          message: 'flooded',
          text: null,
          reason: 'Flood',
          urgent: true,
          hold: false,
          actor: 'demo',
        });
      },
    },
    {
      at: paris('2026-12-24T09:05'),
      since: flood,
      says: `${nameOf(flooded)} is dry again and reopens`,
      async happen({ deps }) {
        await endClosure(deps, id);
      },
    },
    {
      at: paris('2026-12-26T10:30'),
      says: `${nameOf(relaunched)} is closed (26 December, Alsace), but its manager relaunches it by hand: respected`,
      async happen(stage) {
        stage.edit(branch, relaunched.id, { is_launched: true });
      },
    },
    {
      at: paris('2027-01-01T15:40'),
      says: `${nameOf(edited)}: the manager rewrites the offline message during a closure: theirs stays`,
      async happen(stage) {
        stage.edit(branch, edited.id, {
          offline_message: 'Gelukkig nieuwjaar! We antwoorden vanaf 2 januari.',
        });
      },
    },
    ...(armFault
      ? [{ at: paris('2027-01-04T01:00'), says: '', happen: async () => armFault() } satisfies Incident]
      : []),
  ];
}

function paris(time: string): Instant {
  return Temporal.PlainDateTime.from(time).toZonedDateTime('Europe/Paris').epochMilliseconds;
}

/** A shop that is launched on its own, so that what happens to it can be seen. */
function shopIn({ sandbox }: Branch, city: string): Shop {
  const found = sandbox.businesses.find((one) => one.business.city === city && one.settings.is_launched);
  if (!found) throw new Error(`The demonstration has no launched shop in ${city}; take another seed.`);
  return { id: found.business.id, code: found.business.code, city };
}

function nameOf({ code, city }: Shop): string {
  return `${city} (${code})`;
}
