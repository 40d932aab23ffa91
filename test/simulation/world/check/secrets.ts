/** Keys and texts are told to nobody: not in events, nor in what a pass says of itself. */
import type { World } from '../model.ts';
import type { Story } from '../play/record.ts';

const KEY = 'sandbox-key';
/** A piece of every text that shops, people and rules have here. */
const PIECES = ['[[', 'We are away', "Fermé, d'habitude", 'by hand', 'Bonjour  à tous', 'Hello from'];

export function checkSecrets(_world: World, { events, errors, lastPass }: Story): string[] {
  const told = [
    ...events.map(({ type, detail }) => `${type} ${JSON.stringify(detail)}`),
    ...errors,
    lastPass ?? '',
  ];
  return told.flatMap((one) => {
    const found = [KEY, ...PIECES].find((piece) => one.includes(piece));
    return found ? [`"${found}" is told: ${one.slice(0, 200)}`] : [];
  });
}
