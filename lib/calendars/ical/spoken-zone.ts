/** A zone as programs show it to people: `(UTC+01:00) Brussels, Copenhagen, Madrid, Paris`, or `UTC+01:00` alone. */
export interface SpokenZone {
  /** Ahead of UTC, in winter. Seconds. */
  offset: number;
  /** Names of the IANA's that may be meant; none: a fixed offset. */
  iana: string[];
  /** What Windows calls it inside: `Eastern Time (US & Canada)` is Eastern Standard Time. */
  windows: string;
}

const SHOWN = /^\((?:UTC|GMT)(?:([+-])(\d{2})[:.](\d{2}))?\)\s*(.{1,100})$/i;
const FIXED = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?$/i;
const CONTINENTS = ['Europe', 'America', 'Asia', 'Africa', 'Australia', 'Pacific', 'Atlantic', 'Indian'];
const MOST_PLACES = 6;
const FARTHEST = 14 * 3600;

/** Null where a name is of another form. */
export function spokenZone(name: string): SpokenZone | null {
  const [, sign, hours, minutes, places = ''] = SHOWN.exec(name) ?? FIXED.exec(name) ?? [];
  if (sign === undefined && places === '') return null;
  const offset = (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60) * (sign === '-' ? -1 : 1);
  if (Math.abs(offset) > FARTHEST) return null;
  const cities =
    places === '' ? [] : places.split(/[,/]/, MOST_PLACES).map((one) => one.trim().replaceAll(' ', '_'));
  return {
    offset,
    iana: cities.flatMap((city) => CONTINENTS.map((continent) => `${continent}/${city}`)),
    windows: `${places.replace(/ Time\b.*| \(.*/, '')} Standard Time`,
  };
}
