import type { Settings } from '../../../../lib/closures/model.ts';
import type { Draw } from '../../odd/kinds.ts';
import type { Shop, Week } from '../model.ts';
import { LORD_HOWE, PLACES } from '../places.ts';
import { WEEK } from '../truth/zones.ts';
import { stream } from './stream.ts';

const USUAL = [
  ['09:00-18:00'],
  ['09:00-12:00', '14:00-19:00'],
  ['08:30-20:15'],
  ['00:00-23:59'],
  [],
  ['10:00-23:30'],
];

export function drawShops(seed: number, company: number, count: number): Shop[] {
  const draw = stream(seed, `shops ${company}`);
  const places = Object.keys(PLACES);
  // Neighbours share a zone often enough for waves to be waves.
  const near = Array.from({ length: 1 + draw.upTo(3) }, () => draw.of(places));
  return Array.from({ length: count }, (_, index) =>
    drawShop(`S${company}-${index + 1}`, draw.of(near), draw),
  );
}

function drawShop(code: string, place: string, draw: Draw): Shop {
  const usesBusinessHours = draw.chance(0.4);
  return {
    code,
    place,
    settings: {
      welcome_message: draw.of(['Bonjour  à tous !', 'Hi!', `Hello from ${code} 👋`]),
      offline_message: draw.of([`We are away, ${code}.`, "Fermé, d'habitude\nÀ bientôt"]),
      uses_business_hours: usesBusinessHours,
      custom_chat_hours: usesBusinessHours && draw.chance(0.8) ? null : drawWeek(draw),
      is_launched: draw.chance(0.85),
    } satisfies Settings,
    openHours: draw.chance(0.85) ? drawWeek(draw) : null,
    specificHours: null,
    ...(PLACES[place]!.country === 'AU' && draw.chance(0.5) ? { zoneInConfig: LORD_HOWE } : {}),
  };
}

function drawWeek(draw: Draw): Week {
  const usual = draw.of(USUAL);
  return Object.fromEntries(
    WEEK.map((day) => [day, draw.chance(0.8) ? usual : draw.of(USUAL)]),
  ) as unknown as Week;
}
