import { PartooApiError } from './api-error.ts';

/** The path of the operation that asks after the key. */
export const KEY_PATH = '/user/me';

/** Whether Partoo refused the key itself: 401 or 403 on `/user/me`, which is asked before any other 401 is believed. */
export function isRefusedKey(error: unknown): error is PartooApiError {
  if (!(error instanceof PartooApiError) || error.path !== KEY_PATH) return false;
  return error.code === 'unauthorized' || error.code === 'forbidden';
}
