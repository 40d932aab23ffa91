import { expect, test } from 'vitest';
import { addressIn, isPrivateAddress } from '../../../../lib/reconcile/refresh/feeds/addresses.ts';

test.each([
  ['127.0.0.1', true],
  ['10.1.2.3', true],
  ['172.31.255.255', true],
  ['192.168.0.1', true],
  ['169.254.169.254', true],
  ['100.64.0.1', true],
  ['0.0.0.0', true],
  ['224.0.0.1', true],
  ['255.255.255.255', true],
  ['::1', true],
  ['::', true],
  ['::ffff:127.0.0.1', true],
  ['::ffff:a00:1', true],
  ['::127.0.0.1', true],
  ['64:ff9b::7f00:1', true],
  ['2002:7f00:1::', true],
  ['2001:0:7f00:1::', true],
  ['64:ff9b:1::7f00:1', true],
  ['::ffff:0:7f00:1', true],
  ['0:0:0:0:0:ffff:169.254.169.254', true],
  ['fec0::1', true],
  ['100:0:0:1::1', true],
  ['3fff::1', true],
  ['4000::1', true],
  ['5f00::1', true],
  ['fe80::1', true],
  ['fe80::1%eth0', true],
  ['fd12:3456::1', true],
  ['[::1]', true],
  ['ff02::1', true],
  ['not an address', true],
  ['172.15.255.255', false],
  ['172.32.0.0', false],
  ['8.8.8.8', false],
  ['::ffff:8.8.8.8', false],
  ['2606:4700::1111', false],
])('%s is private: %s', (address, expected) => {
  expect(isPrivateAddress(address)).toBe(expected);
});

test.each([
  ['http://2130706433/', '127.0.0.1'],
  ['http://0x7f.1/', '127.0.0.1'],
  ['http://0177.0.0.1/', '127.0.0.1'],
  ['http://0x7f000001/', '127.0.0.1'],
  ['http://127.1/', '127.0.0.1'],
  ['http://①②⑦.0.0.1/', '127.0.0.1'],
  ['http://[::ffff:127.0.0.1]/', '::ffff:7f00:1'],
  ['http://017700000001/', '127.0.0.1'],
  ['http://127.0.0.1./', '127.0.0.1'],
  ['http://%31%32%37.0.0.1/', '127.0.0.1'],
  ['http://127\u30020\u30020\u30021/', '127.0.0.1'],
  ['http://0/', '0.0.0.0'],
  ['http://example.com/', null],
])('%s is asked at %s', (url, address) => {
  expect(addressIn(new URL(url).hostname)).toBe(address);
});
