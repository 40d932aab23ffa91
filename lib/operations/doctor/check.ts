import { failureOf } from '../documents/failure.ts';

/** One thing that `doctor` looked at. */
export interface Check {
  /** null where it concerns them all. */
  organization: string | null;
  check:
    | 'configuration'
    | 'store'
    | 'applied'
    | 'key'
    | 'rights'
    | 'businesses'
    | 'settings'
    | 'holidays'
    | 'codes'
    | 'feeds'
    | 'notifications'
    | 'writing'
    | 'probe';
  result: 'ok' | 'warning' | 'failed';
  message: string;
  /** What can be done about it; null where nothing has to be. */
  remedy: string | null;
  code?: string;
}

export type Answer = Omit<Check, 'organization' | 'check'>;

export const ok = (message: string): Answer => ({ result: 'ok', message, remedy: null });
export const warning = (message: string, remedy: string): Answer => ({ result: 'warning', message, remedy });

export function failed(error: unknown): Answer {
  const { code, message, remedy } = failureOf(error);
  return { result: 'failed', message, remedy, code };
}

/** A check that fails says so, and never keeps the others from being made. */
export async function attempt(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    return failed(error);
  }
}
