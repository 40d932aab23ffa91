import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

/** A parameter of AWS's Parameter Store, decrypted. */
export async function readParameter(Name: string): Promise<string | undefined> {
  const { Parameter } = await new SSMClient({}).send(new GetParameterCommand({ Name, WithDecryption: true }));
  return Parameter?.Value;
}
