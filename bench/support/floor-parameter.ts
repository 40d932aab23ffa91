/** The same for a function that needs a key of the Parameter Store as well. */
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { handler as floor } from './floor.ts';

const parameters = new SSMClient({});

export async function handler(event: Parameters<typeof floor>[0] & { parameter: string }): Promise<null> {
  await parameters.send(new GetParameterCommand({ Name: event.parameter, WithDecryption: true }));
  return floor(event);
}
