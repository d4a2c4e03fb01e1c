import { createServer, connect as dial, type Socket } from 'node:net';

/** What stands between an office and its database: everything passes, late or cut off as the test wishes. */
export interface DatabaseProxy {
	readonly port: number;
	/** From now on everything takes this long, in each direction. */
	delay(ms: number): void;
	/** The next so many commits reach the server, and their answers are lost with the connection. */
	loseCommits(count: number): void;
	readonly lost: number;
	/** Nothing passes any more, and nothing is closed: a machine that vanished. */
	freeze(frozen: boolean): void;
	readonly connections: number;
	close(): Promise<void>;
}

/** SPEC: PostgreSQL's protocol, the simple query "commit" as the driver writes it. */
const COMMIT = Buffer.from('Q\0\0\0\x0bcommit\0', 'latin1');

/** A door on loopback to the server behind `socket`, a path or a port. */
export const openProxy = async (socket: string | number): Promise<DatabaseProxy> => {
	const open = new Set<Socket>();
	let delayMs = 0;
	let losing = 0;
	let lost = 0;
	let frozen = false;

	const later = (work: () => void): void => {
		if (frozen) return;
		if (delayMs === 0) work();
		else setTimeout(work, delayMs);
	};
	const server = createServer((client) => {
		const behind = typeof socket === 'string' ? dial(socket) : dial(socket, '127.0.0.1');
		let deaf = false;
		for (const end of [client, behind]) {
			open.add(end);
			end.on('error', () => undefined);
			end.once('close', () => {
				open.delete(end);
				client.destroy();
				behind.destroy();
			});
		}
		client.on('data', (bytes) => {
			if (losing > 0 && bytes.includes(COMMIT)) {
				losing -= 1;
				lost += 1;
				deaf = true;
			}
			later(() => behind.write(bytes));
		});
		behind.on('data', (bytes) => {
			if (deaf) client.destroy();
			else later(() => client.write(bytes));
		});
	}).listen(0, '127.0.0.1');
	await new Promise<void>((resolve) => server.once('listening', resolve));
	const address = server.address();
	return {
		port: typeof address === 'object' && address !== null ? address.port : 0,
		delay(ms) {
			delayMs = ms;
		},
		loseCommits(count) {
			losing = count;
		},
		get lost() {
			return lost;
		},
		freeze(now) {
			frozen = now;
		},
		get connections() {
			return open.size / 2;
		},
		close: () =>
			new Promise<void>((closed) => {
				server.close(() => closed());
				for (const end of open) end.destroy();
			}),
	};
};
