import type { AttributeValue, TransactWriteItem } from '@aws-sdk/client-dynamodb';

/** DynamoDB's own limits are 100 and 4 MB; the latter counts more than the text, so some room is left. */
const ACTIONS = 100;
const BYTES = 3_000_000;

/**
 * Fills transactions with units, in their order, without taking a unit apart (but for one that is larger than any
 * transaction). `besides`: how many actions the caller adds to each. There is always at least one.
 */
export function inGroups(units: readonly TransactWriteItem[][], besides: number): TransactWriteItem[][] {
  const groups: TransactWriteItem[][] = [];
  let group: TransactWriteItem[] = [];
  let bytes = 0;
  const flush = (): void => {
    groups.push(group);
    group = [];
    bytes = 0;
  };
  for (const unit of units) {
    const size = sizeOfAll(unit);
    if (group.length > 0 && (group.length + unit.length > ACTIONS - besides || bytes + size > BYTES)) flush();
    for (const action of unit) {
      if (group.length === ACTIONS - besides) flush();
      group.push(action);
    }
    bytes += size;
  }
  flush();
  return groups;
}

/** Whether `actions`, and as many small ones as `besides`, fit one transaction. */
export function fits(actions: readonly TransactWriteItem[], besides: number): boolean {
  return actions.length + besides <= ACTIONS && sizeOfAll(actions) <= BYTES;
}

function sizeOfAll(actions: readonly TransactWriteItem[]): number {
  return actions.reduce((sum, action) => sum + sizeOf(action), 0);
}

function sizeOf({ Put: put }: TransactWriteItem): number {
  return Object.values(put?.Item ?? {}).reduce((sum, value) => sum + bytesOf(value), 0);
}

function bytesOf({ S, N, B }: AttributeValue): number {
  return Buffer.byteLength(S ?? N ?? B ?? '');
}
