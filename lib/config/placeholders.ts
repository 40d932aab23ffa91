import { CONSUMER_VARIABLES, findPlaceholders, VARIABLES } from '../closures/messages/index.ts';
import { didYouMean } from '../reading/suggest.ts';

type Fault = [message: string, remedy: string];
const CONSUMERS: readonly string[] = CONSUMER_VARIABLES;

/**
 * What is wrong with the placeholders of a text, and what would be right.
 * @param mayNameConsumer Partoo fills those in that speak of the consumer. Default false
 */
export function placeholderFaults(value: string, mayNameConsumer = false): Fault[] {
  const { names, malformed } = findPlaceholders(value);
  const isFilled = (name: string) => mayNameConsumer && CONSUMERS.includes(name);
  const faults = names
    .filter((name) => !isFilled(name))
    .map(nameFault)
    .filter((fault) => fault !== null);
  if (malformed)
    faults.push([
      'has {{ or }} that is no placeholder',
      'write {{name}}, such as {{reopens}}, or single braces',
    ]);
  return faults;
}

function nameFault(name: string): Fault | null {
  const known: readonly string[] = VARIABLES;
  const list = `known are ${known.join(', ')}`;
  if (known.includes(name)) return null;
  if (!CONSUMERS.includes(name)) return [`{{${name}}} is no variable`, didYouMean(name, known, list)];
  return [
    `{{${name}}} cannot be filled: an automatic reply is written before anybody has written to the shop`,
    `leave it out; ${list}`,
  ];
}
