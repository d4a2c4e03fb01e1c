import { connect } from 'node:net';

import { fail, ok, type Result } from '#kernel/result.ts';
import { seconds } from '#kernel/time.ts';

export type ScanFailure =
	/** Something harmful is in it, by the name the scanner gives it. */
	| { readonly type: 'scan.infected'; readonly name: string }
	/** The scanner did not answer, or not to this: nobody knows. */
	| { readonly type: 'scan.unavailable' };

/** Looks at files of others before anything else does. */
export type Scan = (bytes: Uint8Array) => Promise<Result<void, ScanFailure>>;

/** SPEC: clamd(8), INSTREAM: pieces with their length before them, ended by an empty one. */
const HELLO = Buffer.from('zINSTREAM\0');
const PIECE = 64 * 1024;
const END = Buffer.alloc(4);
const LONGEST_MS = seconds(20);
const MOST_ANSWER = 4096;

/** The scanner at `host:port` (ClamAV over TCP). */
export const createScanner = (place: string): Scan => {
	const { hostname, port } = new URL(`tcp://${place}`);
	const at = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) };
	return async (bytes) => verdictIn(await askAt(at, bytes));
};

/** What the scanner answers to these bytes; null when it does not. */
const askAt = (at: { readonly host: string; readonly port: number }, bytes: Uint8Array): Promise<string | null> =>
	new Promise((resolve) => {
		let answer = '';
		const socket = connect(at);
		socket.setTimeout(LONGEST_MS, () => socket.destroy());
		socket.on('data', (part) => {
			answer += part.toString('latin1');
			if (answer.length > MOST_ANSWER) socket.destroy();
		});
		// An error is followed by the closing; whatever was not said by then is not said.
		socket.on('error', () => undefined);
		socket.on('close', () => resolve(answer.endsWith('\0') ? answer.slice(0, -1) : null));
		socket.on('connect', () => {
			socket.write(HELLO);
			for (let from = 0; from < bytes.length; from += PIECE) socket.write(framed(bytes.subarray(from, from + PIECE)));
			socket.write(END);
		});
	});

const framed = (piece: Uint8Array): Buffer => {
	const length = Buffer.alloc(4);
	length.writeUInt32BE(piece.length);
	return Buffer.concat([length, piece]);
};

const FOUND = /^stream: (.{1,200}) FOUND$/;

const verdictIn = (answer: string | null): Result<void, ScanFailure> => {
	if (answer === 'stream: OK') return ok(undefined);
	const [, name] = FOUND.exec(answer ?? '') ?? [];
	return fail(name === undefined ? { type: 'scan.unavailable' } : { type: 'scan.infected', name });
};
