import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { expect, it } from 'vitest';

import { createLog } from '../log.ts';
import { createOutbound } from './create-outbound.ts';

it('reaches, in the sample city, the practice networks and nothing else, not even in a lab', async () => {
	let heard = 0;
	const canary = createServer((_, response) => {
		heard += 1;
		response.end();
	}).listen(0, '127.0.0.1');
	await once(canary, 'listening');
	const { port } = canary.address() as AddressInfo;
	const practice = `http://127.0.0.1:${port}`;
	const outbound = createOutbound({
		...{ lab: true, allowLoopback: [practice], onlyPractice: true },
		log: createLog('silent'),
	});
	const to = async (url: string) => {
		const answer = await outbound({ method: 'GET', url: new URL(url) });
		return answer.ok ? answer.value.status : answer.error;
	};
	expect(await to(practice)).toBe(200);
	for (const url of ['https://mastodon.social/', 'https://example.org/', `http://localhost:${port}/`])
		expect(await to(url)).toEqual({
			type: 'outbound.forbidden',
			reason: 'the sample city reaches nothing outside',
		});
	expect(heard).toBe(1);
	canary.closeAllConnections();
	canary.close();
});
