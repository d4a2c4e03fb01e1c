import type { Socket } from 'node:net';

/** What a server says in one go: the line, with what it sent as counted bytes beside it. */
export interface ImapResponse {
	readonly text: string;
	readonly literals: readonly Buffer[];
}

/** The connection broke, or what came is not IMAP. */
export class ImapBroken extends Error {}
/** More was announced than is taken. */
export class ImapTooLarge extends Error {}

/** A list of a hundred thousand numbers still fits. */
const LONGEST_LINE = 1024 * 1024;
const MOST_RESPONSES = 20_000;

export interface ImapWire {
	response(): Promise<ImapResponse>;
	/** Sends a command and answers what came before its end, and its end; `then` follows when the server asks for more. */
	command(text: string, then?: string): Promise<{ readonly untagged: readonly ImapResponse[]; readonly end: string }>;
	/** Whether something came that nobody has read. */
	isIdle(): boolean;
	send(line: string): void;
}

/** Lines and counted bytes over a socket that stands. SPEC: RFC 9051, section 2.2. */
export const imapWire = (socket: Socket, mostBytes: number): ImapWire => {
	const next = chunksOf(socket);
	let held: Buffer = Buffer.alloc(0);
	let count = 0;

	const line = async (): Promise<string> => {
		for (;;) {
			const end = held.indexOf('\r\n');
			if (end >= 0) {
				const text = held.subarray(0, end).toString('latin1');
				held = held.subarray(end + 2);
				return text;
			}
			if (held.length > LONGEST_LINE) throw new ImapBroken('a line without an end');
			held = Buffer.concat([held, await next()]);
		}
	};
	const bytes = async (size: number): Promise<Buffer> => {
		const parts = [held];
		for (let have = held.length; have < size; ) {
			const chunk = await next();
			parts.push(chunk);
			have += chunk.length;
		}
		const all = Buffer.concat(parts);
		held = all.subarray(size);
		return all.subarray(0, size);
	};
	const response = async (): Promise<ImapResponse> => {
		const literals: Buffer[] = [];
		for (let text = ''; ; ) {
			const part = await line();
			const counted = /\{(\d{1,12})\}$/.exec(part);
			if (counted === null) return { text: text + part, literals };
			const size = Number(counted[1]);
			if (size > mostBytes || literals.length > 50) throw new ImapTooLarge(`${size} bytes announced`);
			literals.push(await bytes(size));
			text += part.slice(0, counted.index);
		}
	};
	const send = (text: string): void => void socket.write(`${text}\r\n`);
	return {
		response,
		send,
		isIdle: () => held.length === 0 && socket.readableLength === 0,
		async command(text, then) {
			count += 1;
			const tag = `A${count}`;
			send(`${tag} ${text}`);
			const untagged: ImapResponse[] = [];
			while (untagged.length < MOST_RESPONSES) {
				const one = await response();
				if (one.text.startsWith(`${tag} `)) return { untagged, end: one.text.slice(tag.length + 1) };
				if (one.text.startsWith('+') && then !== undefined) send(then);
				else untagged.push(one);
			}
			throw new ImapBroken('answers without an end');
		},
	};
};

/** What comes, piece by piece; the end of the connection is an error here. */
const chunksOf = (socket: Socket): (() => Promise<Buffer>) => {
	let ended: Error | null = null;
	let wake = (): void => undefined;
	const end = (reason: Error) => {
		ended ??= reason;
		wake();
	};
	socket.on('readable', () => wake());
	socket.on('error', end);
	socket.on('end', () => end(new Error('the server closed the connection')));
	socket.on('close', () => end(new Error('the connection is closed')));
	return async () => {
		for (;;) {
			const chunk = socket.read() as Buffer | null; // NOTE: no encoding is set, so these are bytes.
			if (chunk !== null) return chunk;
			if (ended !== null) throw new ImapBroken((ended as Error).message);
			await new Promise<void>((resolve) => {
				wake = resolve;
			});
		}
	};
};
