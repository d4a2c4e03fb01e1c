import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

interface Connection {
	readonly id: string;
	readonly _socket: { destroy(): void };
}

/** A real SMTP server on loopback. The local part of an address says how its mailbox behaves. */
export const startMailServer = async () => {
	const arrived: ParsedMail[] = [];
	const returnPaths = new Map<ParsedMail, string>();
	let [isAway, wasCut] = [false, false];
	const cut = (id: string): void => {
		[...server.connections].find((connection) => connection.id === id)?._socket.destroy();
	};
	const answer = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code });
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onConnect: (_, done) => (isAway ? done(answer(421, 'not now')) : done()),
		onRcptTo: ({ address }, session, done) => {
			// The line breaks once before anything was handed over.
			if (address.startsWith('knapp') && !wasCut) {
				wasCut = true;
				return cut(session.id);
			}
			return address.startsWith('weg') ? done(answer(550, 'no such mailbox')) : done();
		},
		onData: (stream, session, done) => {
			simpleParser(stream).then((mail) => {
				arrived.push(mail);
				returnPaths.set(mail, session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address);
				// The mail is taken, and the line breaks before the answer.
				const lost = session.envelope.rcptTo.some(({ address }) => address.startsWith('verloren'));
				if (lost) cut(session.id);
				else done();
			}, done);
		},
	}) as SMTPServer & { readonly connections: ReadonlySet<Connection> }; // NOTE: kept there, untyped.
	server.on('error', () => undefined);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.server.address();
	return {
		port: typeof address === 'object' && address !== null ? address.port : 0,
		releases: () => arrived.filter(({ subject }) => subject?.startsWith('Press')),
		/** Where the server was told to report to. */
		returnPath: (mail: ParsedMail) => returnPaths.get(mail),
		to: (name: string) => arrived.filter(({ to }) => [to].flat().some((one) => one?.text.includes(name))),
		away: (next: boolean) => {
			isAway = next;
		},
		close: () => new Promise<void>((resolve) => server.close(() => resolve())),
	};
};

export type MailServer = Awaited<ReturnType<typeof startMailServer>>;
