import { connect } from 'node:net';

import type { MailServer } from '#platform/mail/transport.ts';

import { bad, type Finding, good, look } from './finding.ts';

const PATIENCE_MS = 5000;

/** Whether the mail server takes a connection; nothing is sent. */
export const mailFinding = async (server: MailServer | null): Promise<Finding> => {
	if (server === null)
		return look(
			'Kein Mailserver eingerichtet: Alle Mails bleiben im Übungspostfach.',
			'No mail server is set: every mail stays in the practice mailbox.',
		);
	const { host, port } = server;
	const reason = await reach(host, port);
	return reason === undefined
		? good(`Mailserver ${host}:${port} erreichbar`, `Mail server ${host}:${port} can be reached`)
		: bad(
				`Der Mailserver ${host}:${port} ist nicht erreichbar (${reason}). Prüfen Sie Adresse, Port und Firewall.`,
				`The mail server ${host}:${port} cannot be reached (${reason}). Check address, port and firewall.`,
			);
};

const reach = (host: string, port: number): Promise<string | undefined> =>
	new Promise((resolve) => {
		const socket = connect({ host, port, timeout: PATIENCE_MS });
		const end = (reason: string | undefined): void => {
			socket.destroy();
			resolve(reason);
		};
		socket.once('connect', () => end(undefined));
		socket.once('timeout', () => end('ETIMEDOUT'));
		socket.once('error', (thrown: NodeJS.ErrnoException) => end(thrown.code ?? thrown.message));
	});
