import * as z from 'zod';
import { LEVELS } from './log.ts';

/** The variables that serverless.yml gives to every function, and no others; a test compares the two. @internal */
export const functionEnvironment = z.object({
  /** The table, as `--store` names it. */
  PARTOO_CLOSURES_STORE: z.string().regex(/^dynamodb:./),
  /** The bus that events come from and go to. */
  PARTOO_CLOSURES_BUS: z.string().min(1),
  /** The deployment, for metrics. */
  PARTOO_CLOSURES_STAGE: z.string().min(1),
  /** Whether somebody is to be told of each tick, who then tells others what is due. */
  PARTOO_CLOSURES_NOTIFIES: z.enum(['true', 'false']).default('false'),
  /** The least that is written to the log; a stage that says nothing gets everything. */
  PARTOO_CLOSURES_LOG_LEVEL: z.enum(LEVELS).default('info'),
});

export type FunctionEnvironment = z.infer<typeof functionEnvironment>;

/** @throws ZodError that names the variables, never their values */
export function readFunctionEnvironment(env: NodeJS.ProcessEnv = process.env): FunctionEnvironment {
  return functionEnvironment.parse(env);
}
