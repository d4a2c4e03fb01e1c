import { once } from 'node:events';
import { createServer } from 'node:net';

/** What the scanner of the tests finds. */
export const VIRUS = 'X5O!P%-not-the-true-test-file';

/** Speaks clamd's INSTREAM, piece by piece, and finds one thing. */
export const openScanner = async () => {
	const seen: number[] = [];
	const scanner = createServer((socket) => {
		let heard = Buffer.alloc(0);
		socket.on('error', () => undefined);
		socket.on('data', (part) => {
			heard = Buffer.concat([heard, part]);
			const file = streamedIn(heard);
			if (file === null) return;
			seen.push(file.length);
			const name = file.includes(VIRUS) ? 'Probe.Test FOUND' : file.includes('STRANGE') ? 'no idea ERROR' : 'OK';
			socket.end(`stream: ${name}\0`);
		});
	}).listen(0, '127.0.0.1');
	await once(scanner, 'listening');
	const address = scanner.address();
	return { server: scanner, seen, port: typeof address === 'object' && address ? address.port : 0 };
};

/** The file in a stream that has ended; null while it goes on. */
const streamedIn = (heard: Buffer): Buffer | null => {
	const pieces: Buffer[] = [];
	for (let at = 'zINSTREAM\0'.length; at + 4 <= heard.length; ) {
		const length = heard.readUInt32BE(at);
		if (length === 0) return Buffer.concat(pieces);
		pieces.push(heard.subarray(at + 4, at + 4 + length));
		at += 4 + length;
	}
	return null;
};
