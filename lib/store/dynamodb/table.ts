import {
  BatchGetItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type ReturnValue,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { StoreError } from '../errors.ts';
import { explainFailure } from './failure.ts';
import { type CallOptions, indexQuery } from './index-query.ts';
import { fromAttributes, type Item, type Key, namesIn, toAttributes, type Value, valuesOf } from './items.ts';
import { ATTEMPTS, isPassing, isRefusal, pause, throttling } from './retry.ts';

/**
 * The time of one call with the client's own attempts, ms: with as many as throttling may need, one that hangs would last
 * longer than a function.
 */
const CALL_MILLISECONDS = 15_000;
/** DynamoDB's own limit. */
const KEYS_PER_BATCH = 100;
const BATCHES_AT_ONCE = 8;

export interface Update {
  /** In DynamoDB's language; `#name` is the attribute of that name, `:name` the value of that name. */
  update: string;
  condition?: string;
  values?: Record<string, Value>;
}

export interface Question {
  index?: string;
  condition: string;
  /** Of what the condition finds, what is to be handed out; it is read and paid for all the same. */
  filter?: string;
  values: Record<string, Value>;
  /** Default: ascending. */
  descending?: boolean;
  /** Items a page; default: as many as fit 1 MB. */
  pageSize?: number;
}

/** One table, in our own types. Throttling and passing conflicts are retried; throws StoreError, or what AWS said. */
export class Table {
  readonly name: string;
  readonly #client: DynamoDBClient;
  readonly #askIndex: ReturnType<typeof indexQuery>;
  readonly #attempts: number;
  #closed = false;

  constructor(name: string, config: DynamoDBClientConfig = {}) {
    this.name = name;
    // Of the SDK's own attempts and of ours around them.
    this.#attempts = typeof config.maxAttempts === 'number' ? config.maxAttempts : ATTEMPTS;
    this.#client = new DynamoDBClient({
      maxAttempts: 8,
      // Without these a request that is lost on the way waits for ever.
      requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
      ...config,
    });
    this.#askIndex = indexQuery(this.#client);
  }

  /** The item as it is now, or undefined. */
  async get<T extends object = Item>(key: Key): Promise<T | undefined> {
    const { Item: found } = await this.#sent((call) =>
      this.#client.send(
        new GetItemCommand({ TableName: this.name, Key: toAttributes({ ...key }), ConsistentRead: true }),
        call,
      ),
    );
    return found && fromAttributes<T>(found);
  }

  /** The items of those `keys` that exist, in no order. No key may come twice. */
  async getMany<T extends object = Item>(keys: readonly Key[]): Promise<(T & Key)[]> {
    const found: (T & Key)[] = [];
    const batches = Array.from({ length: Math.ceil(keys.length / KEYS_PER_BATCH) }, (_, batch) =>
      keys.slice(batch * KEYS_PER_BATCH, (batch + 1) * KEYS_PER_BATCH),
    );
    const worker = async (): Promise<void> => {
      for (let batch = batches.shift(); batch !== undefined; batch = batches.shift())
        found.push(...(await this.#getBatch<T>(batch)));
    };
    await Promise.all(Array.from({ length: BATCHES_AT_ONCE }, worker));
    return found;
  }

  async #getBatch<T extends object>(keys: readonly Key[]): Promise<(T & Key)[]> {
    const found: (T & Key)[] = [];
    let asked = keys.map((key) => toAttributes({ ...key }));
    for (let attempt = 1; asked.length > 0; attempt++) {
      const answer = await this.#sent((call) =>
        this.#client.send(
          new BatchGetItemCommand({ RequestItems: { [this.name]: { Keys: asked, ConsistentRead: true } } }),
          call,
        ),
      );
      const items = answer.Responses?.[this.name] ?? [];
      found.push(...items.map((item) => fromAttributes<T & Key>(item)));
      // Left over because of 16 MB or of throttling; only the latter brings nothing at all.
      asked = answer.UnprocessedKeys?.[this.name]?.Keys ?? [];
      if (items.length > 0) attempt = 0;
      else if (asked.length > 0) {
        if (attempt === this.#attempts) throw explainFailure(throttling(), this.name);
        await pause(attempt);
      }
    }
    return found;
  }

  /** What fits the question, page by page as it is iterated. Of an index, the keys alone, perhaps a moment old. */
  async *query<T extends object = Item>(question: Question): AsyncGenerator<T & Key> {
    let from: Record<string, never> | undefined;
    do {
      const input = {
        TableName: this.name,
        IndexName: question.index,
        ConsistentRead: question.index === undefined,
        KeyConditionExpression: question.condition,
        FilterExpression: question.filter,
        ExpressionAttributeNames: namesIn(`${question.condition} ${question.filter ?? ''}`),
        ExpressionAttributeValues: valuesOf(question.values),
        ScanIndexForward: !question.descending,
        Limit: question.pageSize,
        ExclusiveStartKey: from,
      };
      const answer = await this.#sent((call) =>
        question.index === undefined
          ? this.#client.send(new QueryCommand(input), call)
          : this.#askIndex(input, call),
      );
      for (const item of answer.Items ?? []) yield fromAttributes<T & Key>(item);
      from = answer.LastEvaluatedKey as typeof from;
    } while (from !== undefined);
  }

  /** False, changing nothing, where `condition` does not hold of the item that is there. */
  async put(item: Item, condition?: string, values?: Record<string, Value>): Promise<boolean> {
    const answer = await this.#unlessRefused((call) =>
      this.#client.send(
        new PutItemCommand({
          TableName: this.name,
          Item: toAttributes(item),
          ConditionExpression: condition,
          ExpressionAttributeNames: condition === undefined ? undefined : namesIn(condition),
          ExpressionAttributeValues: valuesOf(values),
        }),
        call,
      ),
    );
    return answer !== undefined;
  }

  /** Changes one item, creating it where it is missing. The attributes asked for; undefined where the condition does not hold. */
  async update<T extends object = Item>(
    key: Key,
    { update, condition, values }: Update,
    returning: ReturnValue = 'NONE',
  ): Promise<Partial<T> | undefined> {
    const answer = await this.#unlessRefused((call) =>
      this.#client.send(
        new UpdateItemCommand({
          TableName: this.name,
          Key: toAttributes({ ...key }),
          UpdateExpression: update,
          ConditionExpression: condition,
          ExpressionAttributeNames: namesIn(`${update} ${condition ?? ''}`),
          ExpressionAttributeValues: valuesOf(values),
          ReturnValues: returning,
        }),
        call,
      ),
    );
    return answer && fromAttributes<Partial<T>>(answer.Attributes ?? {});
  }

  async delete(key: Key): Promise<void> {
    await this.#sent((call) =>
      this.#client.send(new DeleteItemCommand({ TableName: this.name, Key: toAttributes({ ...key }) }), call),
    );
  }

  /** All of it, or nothing and false, where one of the conditions does not hold. */
  async transact(actions: TransactWriteItem[]): Promise<boolean> {
    const answer = await this.#unlessRefused((call) =>
      this.#client.send(new TransactWriteItemsCommand({ TransactItems: actions }), call),
    );
    return answer !== undefined;
  }

  close(): void {
    this.#closed = true;
    this.#client.destroy();
  }

  /** Undefined where a condition does not hold. */
  async #unlessRefused<T>(send: (call: CallOptions) => Promise<T>): Promise<T | undefined> {
    return this.#sent(async (call) => {
      try {
        return await send(call);
      } catch (error) {
        if (isRefusal(error)) return undefined;
        throw error;
      }
    });
  }

  async #sent<T>(send: (call: CallOptions) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      if (this.#closed)
        throw new StoreError('closed', this.name, `${this.name} was closed.`, 'Open it again to use it.');
      try {
        return await send({ abortSignal: AbortSignal.timeout(CALL_MILLISECONDS) });
      } catch (error) {
        if (!isPassing(error) || attempt === this.#attempts) throw explainFailure(error, this.name);
        await pause(attempt);
      }
    }
  }
}
