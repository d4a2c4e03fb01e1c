const V4_IN_V6 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** The part of an address that one household or office shares: /24 of IPv4, /48 of IPv6. `unknown` for anything else. */
export const addressPrefix = (address: string): string => {
	const plain = V4_IN_V6.exec(address)?.[1] ?? address;
	const v4 = plain.split('.');
	if (v4.length === 4 && v4.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256))
		return v4.slice(0, 3).join('.');
	return /^[0-9a-f:]+$/i.test(plain) && plain.includes(':') ? firstGroups(plain.toLowerCase()) : 'unknown';
};

const firstGroups = (address: string): string => {
	const [head = '', tail] = address.split('::');
	const front = head === '' ? [] : head.split(':');
	const back = tail === undefined || tail === '' ? [] : tail.split(':');
	const zeros = tail === undefined ? [] : new Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0');
	return [...front, ...zeros, ...back]
		.slice(0, 3)
		.map((group) => group.replace(/^0+(?=.)/, ''))
		.join(':');
};
