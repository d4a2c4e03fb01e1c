import { isIP } from 'node:net';

import { isInnerAddress, isPublicAddress } from './addresses.ts';

/** Machines of the own network, each `host:port`, as the operator named them. Nobody at the desk can add one. */
export type InnerHosts = readonly string[];

const ENTRY = /^(?<name>[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:]+\]):(?<port>\d{1,5})$/;

/** Reads `imap.rathaus.intern:993,10.1.2.3:25`. Throws with half a sentence where an entry names no one machine, or one that is never called. */
export const readInnerHosts = (text: string): InnerHosts =>
	text
		.split(/[\s,]+/)
		.filter((entry) => entry !== '')
		.map((entry) => {
			const { name = '', port = '' } = ENTRY.exec(entry.toLowerCase())?.groups ?? {};
			if (name === '' || Number(port) < 1 || Number(port) > 65_535)
				throw new Error(`must be host:port, separated by commas; "${entry}" is not`);
			const place = innerPlace(name, Number(port));
			const address = name.replace(/^\[|\]$/g, '');
			if (isIP(address) !== 0 && !isInnerAddress(address) && !isPublicAddress(address))
				throw new Error(`cannot allow "${entry}": nothing is ever called there`);
			return place;
		});

/** How a machine is named in the list. */
export const innerPlace = (host: string, port: number): string => {
	const bare = host.toLowerCase().replace(/^\[|\]$/g, '');
	const name = isIP(bare) === 6 ? new URL(`http://[${bare}]`).hostname : bare.replace(/\.$/, '');
	return `${name}:${port}`;
};
