import type { Desired } from './desired.ts';
import { type BusinessRecord, type ClosureInForce, overlayInPlace, overlayKeyInPlace } from './record.ts';

/**
 * Counts up where texts come to be put together otherwise (another language for the same business, another name, another
 * way to say a date or an opening), and so would differ for nothing but an upgrade.
 */
export const WORDING = 5;

/**
 * What is wanted, but for texts that only a newer version says otherwise: those in place stay until what they speak of
 * changes (design rule 30). A text written by this version is never kept back.
 */
export function withStandingTexts(record: BusinessRecord, wanted: Desired): Desired {
  const overlayKey = overlayKeyInPlace(record);
  if (wanted.overlayKey === overlayKey || !stands(record, wanted)) return wanted;
  return { ...wanted, overlay: overlayInPlace(record), overlayKey };
}

function stands(record: BusinessRecord, wanted: Desired): boolean {
  if (record.standsFor !== undefined) return record.standsFor === wanted.overlayKey;
  const { last } = record;
  const overlay = overlayInPlace(record);
  if (last === null || (last.wording ?? 1) >= WORDING) return false;
  return (
    overlay.reachable === wanted.overlay.reachable &&
    JSON.stringify(overlay.chatHours) === JSON.stringify(wanted.overlay.chatHours) &&
    JSON.stringify(record.closures.map(identity)) === JSON.stringify(wanted.closures.map(identity))
  );
}

const identity = ({ key, start, end }: ClosureInForce) => [key, start, end];
