import { lookup as lookupName } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { addressIn, isPrivateAddress } from './addresses.ts';
import { bodyOf } from './body.ts';
import { FeedError } from './feed-error.ts';

/** What a server said of a content, to ask whether it changed. */
interface Validators {
  etag: string | null;
  lastModified: string | null;
}

export interface Fetched {
  /** null: as it was when the validators were given. */
  bytes: Uint8Array | null;
  validators: Validators;
}

export interface FetchOptions {
  allowPrivateAddress: boolean;
  validators: Validators | null;
  /** How names become addresses. Default: as the system does. */
  lookup?: LookupFunction;
  /** For all of it, redirects included. Default 10 s. */
  timeoutMilliseconds?: number;
}

const MOST_REDIRECTS = 5;
const TIMEOUT_MILLISECONDS = 10_000;

/** Reads a feed over HTTP. @throws FeedError, which never holds the address: it may be a secret */
export async function fetchFeed(address: string, options: FetchOptions): Promise<Fetched> {
  const signal = AbortSignal.timeout(options.timeoutMilliseconds ?? TIMEOUT_MILLISECONDS);
  let url = addressOf(address, null);
  for (let redirects = 0; ; redirects++) {
    const response = await get(url, options, signal);
    const { statusCode = 0, headers } = response;
    const validators = { etag: headers.etag ?? null, lastModified: headers['last-modified'] ?? null };
    if (statusCode === 200) return { bytes: await bodyOf(response, signal), validators };
    response.destroy();
    if (statusCode === 304 && options.validators) return { bytes: null, validators: options.validators };
    const isRedirect = [301, 302, 303, 307, 308].includes(statusCode) && headers.location !== undefined;
    if (!isRedirect) throw new FeedError('status', `${url.host} answered ${statusCode}`);
    if (redirects === MOST_REDIRECTS) throw new FeedError('redirects', 'it leads on more than five times');
    url = addressOf(headers.location as string, url);
  }
}

/** The address to ask next. Whoever asked over https is not led to http. */
function addressOf(text: string, from: URL | null): URL {
  const url = URL.parse(text, from?.href);
  const isWeb = url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  if (!isWeb)
    throw new FeedError(
      'address',
      from ? 'it leads to what is no address of the web' : 'it is no address of the web',
    );
  if (from?.protocol === 'https:' && url.protocol === 'http:')
    throw new FeedError('address', 'it leads from https to http');
  return url;
}

function get(url: URL, options: FetchOptions, signal: AbortSignal): Promise<http.IncomingMessage> {
  const { allowPrivateAddress, validators, lookup = lookupName as LookupFunction } = options;
  const literal = addressIn(url.hostname);
  if (literal !== null && !allowPrivateAddress && isPrivateAddress(literal)) throw privateAddress();
  const headers = {
    accept: 'text/calendar, text/csv, */*;q=0.5',
    'accept-encoding': 'gzip, deflate, br',
    'user-agent': 'partoo-closures',
    ...(validators?.etag ? { 'if-none-match': validators.etag } : {}),
    ...(validators?.lastModified ? { 'if-modified-since': validators.lastModified } : {}),
  };
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).get(
      url,
      { agent: false, headers, lookup: allowPrivateAddress ? lookup : judged(lookup), signal },
      resolve,
    );
    request.on('error', (error) => reject(failure(error, signal)));
  });
}

/** Names are judged by what they resolve to, and the very addresses that were judged are connected to. */
function judged(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 0);
      const addresses = Array.isArray(found) ? found : [{ address: found, family: 0 }];
      if (addresses.length === 0 || addresses.some(({ address }) => isPrivateAddress(address)))
        return callback(privateAddress(), '', 0);
      if (options.all) return callback(null, addresses);
      const [{ address, family }] = addresses as [(typeof addresses)[number]];
      callback(null, address, family);
    });
  };
}

const privateAddress = (): FeedError =>
  new FeedError(
    'private-address',
    'it leads to an address of a private network; set allowPrivateAddress: true if that is meant',
  );

function failure(error: Error, signal: AbortSignal): FeedError {
  if (error instanceof FeedError) return error;
  if (signal.aborted) return new FeedError('timeout', 'it took longer than 10 s');
  const code = 'code' in error ? String(error.code) : 'unknown';
  return new FeedError('unreachable', `it cannot be reached (${code})`);
}
