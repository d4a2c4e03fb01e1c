import { createServer, connect as dial, type Socket } from 'node:net';

/** Every statement of an office on its way to the database, `start transaction` and `commit` among them. */
export interface Statements {
	/** The database, heard along. */
	readonly url: string;
	/** What was said since the last look. */
	said(): readonly string[];
	close(): Promise<void>;
}

/** Stands between an office and its database and listens. */
export const hearStatements = async (databaseUrl: string): Promise<Statements> => {
	const through = new URL(databaseUrl);
	const folder = through.searchParams.get('host');
	const port = Number(through.port || 5432);
	const open = new Set<Socket>();
	let heard: string[] = [];
	const server = createServer((office) => {
		const database = folder === null ? dial(port, through.hostname) : dial(`${folder}/.s.PGSQL.${port}`);
		const hear = listener((statement) => heard.push(statement));
		for (const end of [office, database]) {
			open.add(end);
			end.on('error', () => undefined);
			end.once('close', () => {
				open.delete(end);
				office.destroy();
				database.destroy();
			});
		}
		office.on('data', hear).pipe(database).pipe(office);
	}).listen(0, '127.0.0.1');
	await new Promise<void>((resolve) => server.once('listening', resolve));
	const address = server.address();
	const own = new URL(databaseUrl);
	own.searchParams.delete('host');
	own.host = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
	return {
		url: own.href,
		said() {
			const said = heard;
			heard = [];
			return said;
		},
		close: () =>
			new Promise<void>((closed) => {
				server.close(() => closed());
				for (const end of open) end.destroy();
			}),
	};
};

/**
 * SPEC: PostgreSQL's protocol, section 54.7: Q says a statement at once; P gives one a name, and B uses what has one. Only the
 * very first message has no letter.
 */
const listener = (tell: (statement: string) => void): ((bytes: Buffer) => void) => {
	const named = new Map<string, string>();
	let rest = Buffer.alloc(0);
	let greeted = false;
	const take = (letter: string, body: Buffer): void => {
		const [first = '', second = ''] = body.toString().split('\0');
		if (letter === 'Q') tell(first);
		if (letter === 'P') named.set(first, second);
		if (letter === 'B') tell(named.get(second) ?? second);
	};
	/** The first message whole; null while its end has not come. */
	const next = (): Buffer | null => {
		const head = greeted ? 1 : 0;
		if (rest.length < head + 4) return null;
		const end = head + rest.readInt32BE(head);
		if (rest.length < end) return null;
		const message = rest.subarray(0, end);
		rest = rest.subarray(end);
		return message;
	};
	return (bytes) => {
		rest = Buffer.concat([rest, bytes]);
		for (let message = next(); message !== null; message = next()) {
			if (greeted) take(String.fromCharCode(message[0] ?? 0), message.subarray(5));
			greeted = true;
		}
	};
};
