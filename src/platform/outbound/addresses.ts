import { BlockList, isIP } from 'node:net';

type Family = 'ipv4' | 'ipv6';
type Range = readonly [network: string, prefix: number];

/** SPEC: IANA special-purpose registries for IPv4 and IPv6 (RFC 6890 and what updates it), as of 2026. */
const special4: readonly Range[] = [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.88.99.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 4],
	['240.0.0.0', 4],
];
/** Within 2000::/3; everything outside of it (loopback, mapped, NAT64, local, multicast) is refused as a whole. */
const special6: readonly Range[] = [
	['2001::', 23],
	['2001:db8::', 32],
	['2002::', 16],
	['3fff::', 20],
];

const listOf = (ranges: readonly Range[], family: Family): BlockList => {
	const list = new BlockList();
	for (const [network, prefix] of ranges) list.addSubnet(network, prefix, family);
	return list;
};

/** Where machines of a house stand. What only a machine itself or its cloud answers on (link-local, metadata) is not among them. */
const inner4: readonly Range[] = [
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['172.16.0.0', 12],
	['192.168.0.0', 16],
];
const inner6: readonly Range[] = [['fc00::', 7]];
/** Addresses inside of these ranges at which clouds hand out the keys of a machine: Alibaba, Amazon, Google. */
const keys4: readonly Range[] = [['100.100.100.200', 32]];
const keys6: readonly Range[] = [
	['fd00:ec2::', 32],
	['fd20:ce::', 32],
];

const private4 = listOf(special4, 'ipv4');
const private6 = listOf(special6, 'ipv6');
const global6 = listOf([['2000::', 3]], 'ipv6');
const [houses4, houses6] = [listOf(inner4, 'ipv4'), listOf(inner6, 'ipv6')];
const [clouds4, clouds6] = [listOf(keys4, 'ipv4'), listOf(keys6, 'ipv6')];
const loopback4 = listOf([['127.0.0.0', 8]], 'ipv4');

/** True for an address that belongs to the open internet: nothing private, local, mapped, translated or reserved. */
export const isPublicAddress = (address: string): boolean => {
	const family = isIP(address);
	if (family === 4) return !private4.check(address, 'ipv4');
	return family === 6 && global6.check(address, 'ipv6') && !private6.check(address, 'ipv6');
};

export const isLoopbackAddress = (address: string): boolean =>
	address === '::1' || (isIP(address) === 4 && loopback4.check(address, 'ipv4'));

/** True for an address of a private network at which another machine of the house may stand. */
export const isInnerAddress = (address: string): boolean => {
	const family = isIP(address);
	if (family === 4) return houses4.check(address, 'ipv4') && !clouds4.check(address, 'ipv4');
	return family === 6 && houses6.check(address, 'ipv6') && !clouds6.check(address, 'ipv6');
};
