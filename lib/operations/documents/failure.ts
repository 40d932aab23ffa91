/**
 * What a thrown error means to whoever asked: an exit code or a status of HTTP, a code for programs, a sentence and a
 * remedy. The classes are imported from their own files, so that a command that fails early has loaded nothing else.
 */
import { CalendarError } from '../../calendars/errors.ts';
import { PartooApiError } from '../../partoo/errors/api-error.ts';
import { PartooError } from '../../partoo/errors/partoo-error.ts';
import { isRefusedKey } from '../../partoo/errors/refused-key.ts';
import { DurationError } from '../../reading/duration.ts';
import { ConfigError } from '../../reading/issues.ts';
import { UsageError } from '../../reconcile/pass/errors.ts';
import { PATIENCE_MILLISECONDS, silenceIn } from '../../reconcile/pass/silence.ts';
import { RecordError, StoreError, type StoreErrorCode } from '../../store/errors.ts';

/**
 * 0 done and converged; 1 failed, deferred or late; 2 wrong configuration or call; 3 every key was refused; 4, only where it
 * was asked for: there is something to do.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4;

export interface Failure {
  exitCode: ExitCode;
  /** Of an answer over HTTP: from 500 on whoever runs this has to do something, below whoever asked. */
  status: number;
  code: string;
  message: string;
  /** What can be done about it; null where the message says so itself. */
  remedy: string | null;
}

/** What a use case refuses, by its code; anything else that is asked for and cannot be is 422. */
const REFUSED: Readonly<Record<string, number>> = {
  'unknown-closure': 404,
  'unknown-organization': 404,
  'closure-ended': 409,
  'ambiguous-business': 409,
  'zone-unknown': 409,
  'not-waiting': 409,
  'own-request': 403,
  'nothing-applied': 503,
};

/** A failure as the document of `--json`. */
export function failureDocument({ code, message, remedy }: Omit<Failure, 'status'>, error: unknown) {
  return {
    error: {
      code,
      message: remedy === null ? message : `${message} ${remedy}`,
      ...(error instanceof ConfigError ? { issues: error.issues } : {}),
    },
  };
}

export function failureOf(error: unknown): Failure {
  if (error instanceof ConfigError)
    return { exitCode: 2, status: 503, code: 'config', message: error.message, remedy: null };
  if (error instanceof UsageError) return ofUsage(error);
  if (error instanceof CalendarError || error instanceof DurationError)
    return { exitCode: 2, status: 422, code: error.code, message: sentence(error.message), remedy: null };
  if (error instanceof StoreError) return ofStore(error);
  if (error instanceof RecordError)
    return { exitCode: 1, status: 500, code: error.code, message: error.message, remedy: null };
  const silence = silenceIn(error);
  if (silence)
    return { exitCode: 1, status: 503, code: silence.code, message: silence.message, remedy: null };
  if (error instanceof PartooError) return ofPartoo(error);
  return ofBug(error);
}

function ofUsage({ code, message, remedy }: UsageError): Failure {
  return { exitCode: 2, status: REFUSED[code] ?? 422, code, message, remedy };
}

/** Failures of a store that is the wrong one, or cannot be one; all others may pass. */
const WRONG_STORE: readonly StoreErrorCode[] = [
  'unknown-store',
  'missing-table',
  'unwritable',
  'not-a-database',
  'foreign-database',
  'newer-version',
];

function ofStore({ code, message }: StoreError): Failure {
  const exitCode = WRONG_STORE.includes(code) ? 2 : 1;
  return { exitCode, status: 503, code: `store-${code}`, message, remedy: null };
}

const PARTOO_REMEDIES: Readonly<Record<string, string>> = {
  unauthorized:
    'Check the variable that `apiKey` refers to: it has to hold a current API key of this organization.',
  forbidden:
    "The key's user may not do this: give its role the rights for Messages, or use a key of an ORG_ADMIN.",
  'rate-limited': 'Something else uses up the quota; wait a minute, or lower `budgetShare`.',
  'server-error': 'Partoo is in trouble; try again in a few minutes.',
  timeout: 'Try again; if it stays like this, check the network between here and Partoo.',
  dns: 'Check `baseUrl` and the network.',
  refused: 'Check `baseUrl`; for a local sandbox, that it runs on this port.',
  tls: 'Check `baseUrl` and the certificates that this machine trusts.',
  'unexpected-status': 'Check `baseUrl`: this does not answer as the API does; `doctor` looks into it.',
  html: 'Check `baseUrl`: this looks like a web page, not like the API.',
  'no-key': 'Set the variable that `apiKey` refers to.',
};

function ofPartoo(error: PartooError): Failure {
  if (asksToWait(error)) {
    const remedy = 'Try again then.';
    return { exitCode: 1, status: 503, code: 'deferred', message: error.message, remedy };
  }
  const isRefused = isRefusedKey(error);
  return {
    exitCode: isRefused ? 3 : 1,
    status: 502,
    code: isRefused ? 'key-refused' : error.code,
    message: error.message,
    remedy: remedyOf(error),
  };
}

/** A list and the key's own user are always there: where they are not, it is not the API that answers. */
const ALWAYS_THERE = ['/user/me', '/business/search', '/messaging/settings'];

function remedyOf({ code, path }: PartooError): string {
  if (code === 'not-found' && ALWAYS_THERE.includes(path)) return 'Check `baseUrl`: it ends in /v2.';
  return PARTOO_REMEDIES[code] ?? 'Try again in a moment; `doctor` looks into it.';
}

/** Whether it was given up because Partoo asked for a longer wait than anybody sits out. */
function asksToWait(error: PartooError): boolean {
  if (!(error instanceof PartooApiError)) return false;
  return (error.retryAfterSeconds ?? 0) * 1000 > PATIENCE_MILLISECONDS && error.gaveUp === 'total-time';
}

function ofBug(error: unknown): Failure {
  const message = error instanceof Error ? error.message : 'something that is no error was thrown';
  return {
    exitCode: 1,
    status: 500,
    code: 'unexpected',
    message: sentence(`unexpected: ${message}`),
    remedy: 'This should not happen. Run it again with DEBUG=1 and report what it prints.',
  };
}

export function sentence(text: string): string {
  const whole = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?!)]$/.test(whole) ? whole : `${whole}.`;
}

/** The code that reports carry for a refused key. */
export function isRefusedKeyCode(code: string | undefined): boolean {
  return code === 'unauthorized';
}
