import type { MiddlewareObj } from '@middy/core';
import * as z from 'zod';
import { faultsOf } from './errors.ts';
import { correlate, log } from './log.ts';

/** Writes down how every invocation ended, and gives all its lines its name and request id. Errors go on to Lambda. */
export function observed(name: string): MiddlewareObj<unknown, unknown> {
  return {
    before: ({ context }) => correlate({ function: name, requestId: context.awsRequestId }),
    onError: ({ error }) => {
      if (error) log('error', 'failed', { code: codeOf(error), reason: reasonOf(error) });
    },
  };
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** What zod says may quote what it was given; where the fault lies is enough. */
function reasonOf(error: Error): string {
  return error instanceof z.ZodError ? faultsOf(error) : error.message;
}
