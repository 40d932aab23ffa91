import { describe, expect, test } from 'vitest';
import {
  ownVariable,
  parseStoreAddress,
  resolveBaseUrl,
  resolveSecretRef,
  sendableKey,
} from '../../lib/config/environment.ts';
import { ConfigError } from '../../lib/reading/issues.ts';

describe('environment', () => {
  test('an own variable that is not set, or empty, counts as its default', () => {
    expect(ownVariable('PARTOO_CLOSURES_CONFIG', {})).toBe('closures.yml');
    expect(ownVariable('PARTOO_CLOSURES_CONFIG', { PARTOO_CLOSURES_CONFIG: '' })).toBe('closures.yml');
    expect(ownVariable('PARTOO_CLOSURES_CONFIG', { PARTOO_CLOSURES_CONFIG: 'a.yml' })).toBe('a.yml');
  });

  test.each(['state.db', 'sqlite:', 'dynamodb:', 'dynamodb:a b', 'postgres:x'])(
    'the store %s is refused',
    (text) => {
      expect(() => parseStoreAddress(text, '--store')).toThrow('write sqlite:PATH or dynamodb:TABLE');
    },
  );

  test('keys', () => {
    expect(resolveSecretRef('env:KEY', { KEY: ' secret\n' })).toBe('secret');
    expect(() => resolveSecretRef('env:KEY', {})).toThrow(
      'environment: KEY: is not set; set it: export KEY=…',
    );
    expect(() => resolveSecretRef('env:KEY', { KEY: '' })).toThrow('KEY: is empty');
    expect(() => resolveSecretRef('ssm:/a', {})).toThrow('AWS functions');
    expect(() => resolveSecretRef('secretsmanager:a#b', {})).toThrow(ConfigError);
    expect(() => resolveSecretRef('env:toString', {})).toThrow(ConfigError);
  });

  test.each([
    ['a\u0001b', 'holds a control character'],
    ['a\u007fb', 'holds a control character'],
    ['a\nb', 'holds a space or a line end inside'],
    ['a b', 'holds a space or a line end inside'],
    ['clé', 'holds a character beyond ASCII'],
    ['a€', 'holds a character beyond ASCII'],
  ])('a key that no header can hold is refused by the name of its variable: %j', (key, message) => {
    const resolve = () => sendableKey(resolveSecretRef('env:KEY', { KEY: key }), 'env:KEY');
    expect(resolve).toThrow(ConfigError);
    expect(resolve).toThrow(`environment: KEY: ${message}`);
    expect(resolve).not.toThrow(key);
  });

  test('what is no key to be sent may have lines', () => {
    const pem = '-----BEGIN PUBLIC KEY-----\nMCowBQ\n-----END PUBLIC KEY-----';
    expect(resolveSecretRef('env:KEYS', { KEYS: `${pem}\n` })).toBe(pem);
  });

  test.each([
    ['https://api.partoo.co/v2', 'https://api.partoo.co/v2'],
    ['env:URL', 'https://x.co/v2'],
    ['env:LOCAL', 'http://localhost:1/v2'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
    ['http://127.3.2.1/', 'http://127.3.2.1'],
  ])('base URL %s', (value, expected) => {
    const env = { URL: 'https://x.co/v2/', LOCAL: 'http://localhost:1/v2' };
    expect(resolveBaseUrl(value, env)).toBe(expected);
  });

  test.each(['http://x.co', 'http://127.0.0.1.x.co', 'http://localhost@x.co', 'nothing', 'file:///a'])(
    'base URL %s is refused, from the file and from a variable',
    (url) => {
      expect(() => resolveBaseUrl(url, {})).toThrow(ConfigError);
      expect(() => resolveBaseUrl('env:URL', { URL: url })).toThrow('environment: URL: ');
      expect(() => resolveBaseUrl('env:URL', { URL: url })).not.toThrow(url);
    },
  );
});
