import type { Instant } from '../../../../lib/clock.ts';
import type { Settings } from '../../../../lib/closures/model.ts';
import type { Draw } from '../../odd/kinds.ts';
import type { Shop, SpecificHours, Week } from '../model.ts';
import { DAYS, LORD_HOWE, ODD_PLACES, PLACES } from '../places.ts';
import { DAY, WEEK } from '../truth/zones.ts';
import { SINCE } from './since.ts';
import type { Span } from './span.ts';
import { stream } from './stream.ts';

const USUAL = [
  ['09:00-18:00'],
  ['09:00-12:00', '14:00-19:00'],
  ['08:30-20:15'],
  ['00:00-23:59'],
  [],
  ['10:00-23:30'],
];

export function drawShops(seed: number, company: number, { from, day }: Span, count: number): Shop[] {
  const draw = stream(seed, `shops ${company}`);
  const places = Object.keys(PLACES);
  // Neighbours share a zone often enough for waves to be waves.
  const near = Array.from({ length: 1 + draw.upTo(3) }, () => draw.of(places));
  const special = stream(seed, `special ${company}`);
  const languages = stream(seed, `languages ${company}`);
  const odd = stream(seed, `odd places ${company}`);
  // Most live where clocks change in these days, if they do anywhere.
  const changing = DAYS[day]!;
  if (changing.length > 0 && odd.chance(0.6)) near.push(odd.of(changing), odd.of(changing));
  const bars = stream(seed, `bars ${company}`);
  const exceptions = stream(seed, `exceptions ${company}`);
  const opening = (hours: SpecificHours) =>
    seed >= SINCE.openings && exceptions.chance(0.6) ? openWithin(hours) : hours;
  return Array.from({ length: count }, (_, index) => ({
    ...openLate(
      drawShop(`S${company}-${index + 1}`, draw.of(near), draw),
      seed >= SINCE.bars && bars.chance(0.3),
    ),
    specificHours: special.chance(0.4) ? opening(drawSpecial(from, special)) : null,
    language: languages.of(['en', 'en', 'fr', 'de'] as const),
    ...(odd.chance(0.12) ? { place: odd.of(Object.keys(ODD_PLACES)) } : {}),
  }));
}

function drawShop(code: string, place: string, draw: Draw): Omit<Shop, 'specificHours' | 'language'> {
  const usesBusinessHours = draw.chance(0.4);
  return {
    code,
    place,
    settings: {
      welcome_message: draw.of(['Bonjour  à tous !', 'Hi!', `Hello from ${code} 👋`]),
      offline_message: draw.of([
        `We are away, ${code}.`,
        "Fermé, d'habitude\nÀ bientôt",
        `We are away, ${code}. \n`,
      ]),
      uses_business_hours: usesBusinessHours,
      custom_chat_hours: usesBusinessHours && draw.chance(0.8) ? null : drawWeek(draw),
      is_launched: draw.chance(0.85),
    } satisfies Settings,
    openHours: draw.chance(0.85) ? drawWeek(draw) : null,
    ...(PLACES[place]!.country === 'AU' && draw.chance(0.5) ? { zoneInConfig: LORD_HOWE } : {}),
  };
}

/** A bar is open beyond midnight, most days. */
function openLate<T extends Pick<Shop, 'settings' | 'openHours'>>(shop: T, isBar: boolean): T {
  if (!isBar) return shop;
  const late = (week: Week | null): Week | null =>
    week &&
    (Object.fromEntries(
      Object.entries(week).map(([day, windows]) => [day, windows.length > 0 ? ['18:00-02:00'] : []]),
    ) as Week);
  const { settings, openHours } = shop;
  const custom_chat_hours = late(settings.custom_chat_hours as Week | null);
  return { ...shop, openHours: late(openHours), settings: { ...settings, custom_chat_hours } };
}

/** A day or two on which the shop is closed, and perhaps one on which it opens otherwise. */
function drawSpecial(from: Instant, draw: Draw): SpecificHours {
  const day = () => new Date(from + (1 + draw.upTo(4)) * DAY).toISOString().slice(0, 10);
  const [closed, open] = [day(), day()];
  return {
    close: [{ starts_at: closed, ends_at: closed }],
    open:
      open === closed || draw.chance(0.5)
        ? []
        : [{ starts_at: open, ends_at: open, open_hours: ['12:00-16:00'] }],
  };
}

/** Closed for three days, and open for some hours in the midst of them. */
function openWithin({ close }: SpecificHours): SpecificHours {
  const { starts_at: day } = close[0]!;
  const beside = (days: number) => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
  return {
    close: [{ starts_at: beside(-1), ends_at: beside(1) }],
    open: [{ starts_at: day, ends_at: day, open_hours: ['12:00-16:00'] }],
  };
}

export function drawWeek(draw: Draw): Week {
  const usual = draw.of(USUAL);
  return Object.fromEntries(
    WEEK.map((day) => [day, draw.chance(0.8) ? usual : draw.of(USUAL)]),
  ) as unknown as Week;
}
