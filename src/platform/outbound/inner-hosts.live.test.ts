import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';

import { expect, it } from 'vitest';

import { world } from '#tests/federation/world/front.ts';

import { ConfigError, readConfig } from '../../config.ts';
import { createImap, type ImapServer } from '../imap/imap.ts';
import { createLog } from '../log.ts';
import { isInnerAddress } from './addresses.ts';
import { createOutbound } from './create-outbound.ts';
import { readInnerHosts } from './inner-hosts.ts';

const log = createLog('silent');
const at = (address: string) => async () => [{ address, family: address.includes(':') ? 6 : 4 }];

/** Names lead to `address`; one of them is on the list. */
const waysTo = (address: string, list = 'imap.rathaus.example:993, fach.rathaus.example:443') => {
	const within = { innerHosts: readInnerHosts(list), resolve: at(address), ca: world.ca ?? '' };
	const outbound = createOutbound({ ...within, lab: false, allowLoopback: [], log, timeoutMs: 200 });
	const imap = createImap({ ...within, onlyPractice: false, silentMs: 200 });
	return {
		async web(url: string, inner?: true) {
			const answer = await outbound({ method: 'GET', url: new URL(url), ...(inner ? { inner } : {}) });
			return answer.ok ? answer.value.status : answer.error.type;
		},
		async mail(host: string, more: Partial<ImapServer> = {}) {
			const server = { host, port: 993, security: 'tls', user: 'a', password: 'b', ...more } as const;
			const answer = await imap(server, async () => undefined);
			return answer.ok ? 'well' : answer.error;
		},
	};
};

it('calls a machine of the own network by its exact name and port, for what was entered here alone', async () => {
	const { web, mail } = waysTo('10.255.255.1');
	expect(await web('https://fach.rathaus.example/', true)).toBe('outbound.unreachable');
	expect(await web('https://FACH.rathaus.example:443/x', true)).toBe('outbound.unreachable');
	for (const other of [
		'https://fach.rathaus.example:8443/',
		'https://x.fach.rathaus.example/',
		'https://10.255.255.1/',
	])
		expect([other, await web(other, true)]).toEqual([other, 'outbound.forbidden']);
	expect(await web('http://fach.rathaus.example:443/', true)).toBe('outbound.forbidden');
	expect(await web('https://fach.rathaus.example/')).toBe('outbound.forbidden');

	expect(await mail('imap.rathaus.example')).toMatchObject({ type: 'imap.unreachable' });
	expect(await mail('Imap.Rathaus.example.')).toMatchObject({ type: 'imap.unreachable' });
	expect(await mail('imap.rathaus.example', { security: 'none' })).toMatchObject({ type: 'imap.forbidden' });
	const unnamed = { type: 'imap.inner-host', reason: 'imap.rathaus.example:143' };
	expect(await mail('imap.rathaus.example', { port: 143, security: 'starttls' })).toEqual(unnamed);
	expect(await mail('10.255.255.1')).toEqual({ type: 'imap.inner-host', reason: '10.255.255.1:993' });
	const byAddress = waysTo('10.255.255.1', '10.255.255.1:993,[FD00:0::1]:993');
	expect(await byAddress.mail('10.255.255.1')).toMatchObject({ type: 'imap.unreachable' });
});

it.each([
	...['169.254.169.254', 'fe80::1', '127.0.0.1', '0.0.0.0', '100.100.100.200', 'fd00:ec2::254', '::ffff:10.0.0.1'],
	...['192.0.0.192', '224.0.0.1', '198.18.0.1'],
])('never goes to %s, whatever name on the list leads there', async (address) => {
	const { web, mail } = waysTo(address);
	expect(isInnerAddress(address)).toBe(false);
	expect(await web('https://fach.rathaus.example/', true)).toBe('outbound.forbidden');
	// This machine itself is no other: a mailbox on it was always read.
	const said = address === '127.0.0.1' ? 'imap.unreachable' : 'imap.forbidden';
	expect(await mail('imap.rathaus.example')).toMatchObject({ type: said });
});

const own = Object.values(networkInterfaces())
	.flatMap((all) => all ?? [])
	.find(({ address }) => isInnerAddress(address))?.address;

it.skipIf(own === undefined)('reaches such a machine and speaks with it', async () => {
	const pem = (file: string) => readFileSync(join(import.meta.dirname, '../../../tests/federation/world', file));
	const server = createTlsServer({ cert: pem('cities.pem'), key: pem('cities.key') }, (line) => {
		line.on('error', () => undefined);
		line.end('not IMAP\r\n');
	}).listen(0, own);
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const { mail } = waysTo(own ?? '', `stadt-a.test:${port}`);
	expect(await mail('stadt-a.test', { port })).toMatchObject({ type: 'imap.broken' });
	server.close();
	const canary = createTcpServer(() => expect.unreachable()).listen(0, own);
	await once(canary, 'listening');
	const { port: other } = canary.address() as AddressInfo;
	expect(await mail('stadt-a.test', { port: other })).toMatchObject({ type: 'imap.inner-host' });
	canary.close();
});

it('takes the list from whoever starts the program, entry by entry', () => {
	const listOf = (text: string) => readConfig([], { AMTSFUNK_INNER_HOSTS: text }).innerHosts;
	expect(listOf('')).toEqual([]);
	expect(listOf(' Imap.Rathaus.intern:993,[FD00:0::1]:25 ')).toEqual(['imap.rathaus.intern:993', '[fd00::1]:25']);
	for (const wrong of ['imap', '*.intern:993', '10.0.0.0/8', 'imap:0', 'imap:99999', '169.254.169.254:80', '[::1]:25'])
		expect(() => listOf(wrong)).toThrow(ConfigError);
});
