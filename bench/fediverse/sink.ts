import { spawn } from 'node:child_process';

/**
 * Servers that take what they get, in a process of its own, under as many addresses of this machine as are asked for:
 * at once, after 200 ms below `/slow`, never below `/dead`.
 */
const SINK = `
const server = require('node:http').createServer((request, response) => {
	request.resume();
	request.on('end', () => {
		const take = () => response.writeHead(202).end();
		if (request.url.startsWith('/dead')) return;
		if (request.url.startsWith('/slow')) setTimeout(take, 200);
		else take();
	});
});
server.keepAliveTimeout = 30000;
server.listen(0, '0.0.0.0', () => console.log(server.address().port));`;

export type Manner = 'fast' | 'slow' | 'dead';

export const startSink = async () => {
	const child = spawn(process.execPath, ['-e', SINK], { stdio: ['ignore', 'pipe', 'inherit'] });
	const port = await new Promise<number>((resolve) => child.stdout.once('data', (text) => resolve(Number(text))));
	return {
		/** So many inboxes on so many servers; the servers of each manner are others. */
		inboxes(manner: Manner, { size, hosts }: { readonly size: number; readonly hosts: number }): readonly string[] {
			const net = { fast: 1, slow: 2, dead: 3 }[manner];
			const host = (n: number): string => `127.${net}.${Math.floor(n / 250)}.${(n % 250) + 1}`;
			return Array.from({ length: size }, (_, n) => `http://${host(n % hosts)}:${port}/${manner}/${n}`);
		},
		close: () => child.kill(),
	};
};
