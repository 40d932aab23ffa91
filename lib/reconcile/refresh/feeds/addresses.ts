import { BlockList, isIP, isIPv6 } from 'node:net';

/** Addresses that lead into somebody's own network, or nowhere (IANA's registries of special-purpose addresses). */
const PRIVATE = new BlockList();
const IPV4 = `0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
  192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4`;
/** Inside what is public: Teredo and other protocols, 6to4, documentation. */
const IPV6 = '2001::/23 2001:db8::/32 2002::/16 3fff::/20';
for (const subnet of IPV4.split(/\s+/)) PRIVATE.addSubnet(...cut(subnet), 'ipv4');
for (const subnet of IPV6.split(/\s+/)) PRIVATE.addSubnet(...cut(subnet), 'ipv6');
/** All else has somebody's own addresses, some with IPv4 inside (compatible, translated), or none. What is mapped is judged as IPv4. */
const PUBLIC = new BlockList();
for (const subnet of ['2000::/3', '::ffff:0:0/96']) PUBLIC.addSubnet(...cut(subnet), 'ipv6');

function cut(subnet: string): [network: string, prefix: number] {
  const [network = '', prefix] = subnet.split('/');
  return [network, Number(prefix)];
}

/** Whether an address is of no public network; what is no address is taken for one. IPv4 mapped into IPv6 counts as such. */
export function isPrivateAddress(address: string): boolean {
  const [plain = ''] = address.replace(/^\[|\]$/g, '').split('%');
  if (isIP(plain) === 0) return true;
  if (!isIPv6(plain)) return PRIVATE.check(plain, 'ipv4');
  return !PUBLIC.check(plain, 'ipv6') || PRIVATE.check(plain, 'ipv6');
}

/** The host of a URL as an address, where it is one; the parser of URLs has undone decimal, octal and hexadecimal forms. */
export function addressIn(hostname: string): string | null {
  const plain = hostname.replace(/^\[|\]$/g, '');
  return isIP(plain) === 0 ? null : plain;
}
