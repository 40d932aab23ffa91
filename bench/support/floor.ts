/** The floor of a cold start: makes the AWS requests that it is told to, with the bare clients, and nothing else. */
import {
  BatchGetItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';

type Input = Record<string, never>;
const database = new DynamoDBClient({});
const COMMANDS: Record<string, (input: Input) => Promise<unknown>> = {
  BatchGetItem: (input) => database.send(new BatchGetItemCommand(input as never)),
  DeleteItem: (input) => database.send(new DeleteItemCommand(input as never)),
  GetItem: (input) => database.send(new GetItemCommand(input as never)),
  PutItem: (input) => database.send(new PutItemCommand(input as never)),
  Query: (input) => database.send(new QueryCommand(input as never)),
  UpdateItem: (input) => database.send(new UpdateItemCommand(input as never)),
};

export async function handler(event: { waves: { operation: string; input: Input }[][] }): Promise<null> {
  // A condition that held when the product asked may not hold again; the request was made all the same.
  for (const wave of event.waves)
    await Promise.allSettled(wave.map(({ operation, input }) => COMMANDS[operation]?.(input)));
  return null;
}
