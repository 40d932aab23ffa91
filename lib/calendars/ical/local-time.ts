const FORM = /^(\d{4})-?(\d{2})-?(\d{2})(?:T(?:(\d{2}):?(\d{2}):?(\d{2})?)?:*(Z)?)?$/;

/** A date or a time as it is written, as civil seconds; null where it is none. `20261225`, with or without hyphens. */
export function localSeconds(text: string): { seconds: number; isDate: boolean; isUtc: boolean } | null {
  const match = FORM.exec(text);
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as Six;
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  const isDay = at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  // 24:00 is the end of its day, and a leap second the second before.
  const isTime = (hour < 24 && minute < 60) || (hour === 24 && minute === 0 && second === 0);
  if (!isDay || !isTime || second > 60) return null;
  const seconds = at.getTime() / 1000 + hour * 3600 + minute * 60 + Math.min(second, 59);
  return { seconds, isDate: match[4] === undefined, isUtc: match[7] !== undefined };
}

type Six = [number, number, number, number, number, number];
