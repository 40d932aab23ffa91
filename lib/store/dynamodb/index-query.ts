import { json } from 'node:stream/consumers';
import {
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { realClock } from '../../clock.ts';

type HttpRequest = Parameters<DynamoDBClient['config']['requestHandler']['handle']>[0];
type Signer = Awaited<ReturnType<DynamoDBClient['config']['signer']>>;

/** What ends a call that takes too long. */
export interface CallOptions {
  abortSignal: AbortSignal;
}

/** Of an index, whose keys are strings and numbers: what DynamoDB's JSON says is what the client would make of it. */
type IndexPage = Pick<QueryCommandOutput, 'Items' | 'LastEvaluatedKey'>;

/**
 * Queries of an index at half the processor time: that is all that an idle tick does, every minute of the year. The first
 * goes through the client; its request is the pattern of those after it, which the client's own signer signs and its own
 * connections carry, without the layers that the client runs for each. What gets no answer, or any but a page, is asked
 * once more through the client, which tries again and says what is wrong.
 */
export function indexQuery(
  client: DynamoDBClient,
): (input: QueryCommandInput, call: CallOptions) => Promise<IndexPage> {
  let pattern: HttpRequest | undefined;
  let signer: Promise<Signer> | undefined;

  const inFull = (input: QueryCommandInput, call: CallOptions): Promise<IndexPage> => {
    const command = new QueryCommand(input);
    // Before the request is this one's alone, with its count of attempts and its signature.
    command.middlewareStack.add(
      (next) => (args) => {
        pattern = patternOf(args.request as HttpRequest);
        return next(args);
      },
      { name: 'rememberPattern', step: 'build', priority: 'low' },
    );
    return client.send(command, call);
  };

  const directly = async (like: HttpRequest, input: QueryCommandInput): Promise<IndexPage | undefined> => {
    const { requestHandler, systemClockOffset } = client.config;
    signer ??= client.config.signer();
    const body = JSON.stringify(input);
    const headers = { ...like.headers, 'content-length': String(Buffer.byteLength(body)) };
    const signed = await (await signer).sign(
      { ...like, headers, body },
      { signingDate: new Date(realClock.now() + systemClockOffset) },
    );
    const { response } = await requestHandler.handle(signed as HttpRequest);
    const answer = await json(response.body);
    return response.statusCode === 200 ? (answer as IndexPage) : undefined;
  };

  return async (input, call) => {
    const page = pattern && (await directly(pattern, input).catch(() => undefined));
    return page ?? inFull(input, call);
  };
}

/** Without the header that says which invocation the request was made in. */
function patternOf({ headers: { 'X-Amzn-Trace-Id': _, ...headers }, ...request }: HttpRequest): HttpRequest {
  return { ...request, headers };
}
