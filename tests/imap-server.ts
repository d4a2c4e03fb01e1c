import { createServer, type Socket } from 'node:net';

interface Kept {
	readonly uid: number;
	readonly raw: Buffer;
}

type Mood = 'well' | 'cutting' | 'lying' | 'not-imap';

/** The mailbox behind it, and how it answers. */
const createHouse = (account: { readonly user: string; readonly password: string }) => {
	const house = { mails: [] as Kept[], uidValidity: 7, uidNext: 1, mood: 'well' as Mood };

	const search = (criterion: string): readonly number[] => {
		const from = /^UID (\d+):\*$/.exec(criterion)?.[1];
		if (from === undefined) return house.mails.map(({ uid }) => uid);
		const last = house.mails.length - 1;
		// The last one answers to `n:*` even where its number is below n.
		return house.mails.filter(({ uid }, at) => uid >= Number(from) || at === last).map(({ uid }) => uid);
	};
	const sendSize = (socket: Socket, at: number, { uid, raw }: Kept): void => {
		const size = house.mood === 'lying' ? 100 : raw.length;
		socket.write(`* ${at + 1} FETCH (UID ${uid} RFC822.SIZE ${size})\r\n`);
	};
	/** False: the line was cut in the middle of it. */
	const sendBytes = (socket: Socket, { uid, raw }: Kept, items: string): boolean => {
		const isHead = items.includes('HEADER');
		const part = isHead ? raw.subarray(0, raw.indexOf('\r\n\r\n') + 4) : raw;
		const announced = house.mood === 'lying' ? 900_000_000 : part.length;
		socket.write(`* 1 FETCH (UID ${uid} ${isHead ? 'BODY[HEADER]<0>' : 'BODY[]'} {${announced}}\r\n`);
		if (house.mood === 'cutting') {
			socket.end(part.subarray(0, part.length / 2));
			return false;
		}
		socket.write(part);
		return socket.write(')\r\n') || true;
	};
	const fetch = (socket: Socket, tag: string, [uid, items]: readonly [number, string]): void => {
		const at = house.mails.findIndex((one) => one.uid === uid);
		const mail = house.mails[at];
		if (mail && items.includes('RFC822.SIZE')) sendSize(socket, at, mail);
		else if (mail && !sendBytes(socket, mail, items)) return;
		socket.write(`${tag} OK done\r\n`);
	};
	const signIn = (socket: Socket, tag: string) => {
		socket.once('secret', (given: string) => {
			const right = Buffer.from(`\0${account.user}\0${account.password}`).toString('base64');
			socket.write(`${tag} ${given === right ? 'OK welcome' : 'NO [AUTHENTICATIONFAILED] no'}\r\n`);
		});
		return socket.write('+ \r\n');
	};
	const examined = () =>
		`* ${house.mails.length} EXISTS\r\n* OK [UIDVALIDITY ${house.uidValidity}] x\r\n* OK [UIDNEXT ${house.uidNext}] x`;
	const read = (socket: Socket, tag: string, command: string): unknown => {
		const [, criterion] = /^UID SEARCH (.*)$/.exec(command) ?? [];
		if (criterion) return socket.write(`* SEARCH ${search(criterion).join(' ')}\r\n${tag} OK done\r\n`);
		const [, uid, items = ''] = /^UID FETCH (\d+) (.*)$/.exec(command) ?? [];
		if (uid) return fetch(socket, tag, [Number(uid), items]);
		return socket.write(command === 'LOGOUT' ? `* BYE\r\n${tag} OK bye\r\n` : `${tag} NO what?\r\n`);
	};
	const answer = (socket: Socket, line: string): unknown => {
		const [, tag = '', command = ''] = /^(\S+) (.*)$/.exec(line) ?? [];
		const say = (text: string) => socket.write(`${text}\r\n`);
		if (command === 'CAPABILITY') return say(`* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n${tag} OK done`);
		if (command === 'AUTHENTICATE PLAIN') return signIn(socket, tag);
		if (command === 'EXAMINE "INBOX"') return say(`${examined()}\r\n${tag} OK [READ-ONLY] done`);
		return read(socket, tag, command);
	};
	return { house, answer };
};

/** A small IMAP server on loopback for one account and one folder. It notes every command, and can be in a mood. */
export const startImapServer = async (account = { user: 'rathaus', password: 'geheim "ü\\' }) => {
	const { house, answer } = createHouse(account);
	const asked: string[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('error', () => undefined);
		socket.on('close', () => sockets.delete(socket));
		socket.write(house.mood === 'not-imap' ? 'SSH-2.0-OpenSSH\r\n' : '* OK ready\r\n');
		let held = '';
		socket.on('data', (chunk: Buffer) => {
			const lines = (held + chunk.toString('latin1')).split('\r\n');
			held = lines.pop() ?? '';
			for (const line of lines) {
				if (socket.emit('secret', line)) continue;
				asked.push(line);
				answer(socket, line);
			}
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	return {
		port: typeof address === 'object' && address !== null ? address.port : 0,
		account,
		/** Every command that came, without secrets. */
		asked,
		deliver(raw: string | Buffer) {
			const bytes = typeof raw === 'string' ? Buffer.from(raw.replaceAll(/\r?\n/g, '\r\n')) : raw;
			house.mails.push({ uid: house.uidNext, raw: bytes });
			house.uidNext += 1;
		},
		/** The server was rebuilt: the same mails, counted anew. */
		renumber() {
			house.uidValidity += 1;
			house.mails = house.mails.toReversed().map(({ raw }, at) => ({ uid: at + 1, raw }));
			house.uidNext = house.mails.length + 1;
		},
		feel(next: Mood) {
			house.mood = next;
		},
		async close() {
			for (const socket of sockets) socket.destroy();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
};
