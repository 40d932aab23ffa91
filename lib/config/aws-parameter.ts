import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { AWS_CLIENT } from './aws-client.ts';

/** A parameter of AWS's Parameter Store, decrypted. */
export async function readParameter(Name: string): Promise<string | undefined> {
  const { Parameter } = await new SSMClient(AWS_CLIENT).send(
    new GetParameterCommand({ Name, WithDecryption: true }),
  );
  return Parameter?.Value;
}
