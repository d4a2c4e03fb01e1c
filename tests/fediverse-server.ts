import { createHash, createSign, generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Received {
	readonly headers: IncomingMessage['headers'];
	readonly activity: Record<string, unknown>;
}

/** A status; or the line is cut before it took the letter, or after, or it never answers. */
export type Reply = number | 'cut' | 'lost' | 'hang';

const isTaken = (reply: Reply): boolean => reply === 'lost' || (typeof reply === 'number' && reply < 300);

const carryOut = (reply: Reply, response: ServerResponse): void => {
	if (typeof reply === 'number') response.writeHead(reply).end();
	else if (reply !== 'hang') response.socket?.resetAndDestroy();
};

interface Letter {
	readonly to: string;
	readonly activity: Record<string, unknown>;
	readonly at: string;
	readonly kind?: 'cavage' | 'rfc9421';
	/** Changes what was signed, for a letter that lies. */
	readonly forge?: (request: { url: string; headers: Record<string, string>; body: string }) => void;
}

const read = async (request: IncomingMessage): Promise<string> => {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
};

/** A server of somebody else: one citizen, one inbox, documents, and answers as the test wishes. No library of ours signs here. */
export const startFediverseServer = async () => {
	const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const received: Received[] = [];
	const documents = new Map<string, Record<string, unknown>>();
	let answer: (request: Received) => Reply | Promise<Reply> = () => 202;
	const server = createServer((request, response) => {
		void (async () => {
			const body = await read(request);
			if (request.method === 'POST') {
				const letter = { headers: request.headers, activity: JSON.parse(body) as Record<string, unknown> };
				const reply = await answer(letter);
				if (isTaken(reply)) received.push(letter);
				return carryOut(reply, response);
			}
			const found = documents.get(`${origin}${request.url}`);
			response.writeHead(found ? 200 : 404, { 'content-type': 'application/activity+json' });
			response.end(JSON.stringify(found ?? {}));
		})();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const eva = `${origin}/users/eva`;
	const keyId = `${eva}#main-key`;
	documents.set(eva, {
		'@context': ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/v1'],
		id: eva,
		type: 'Person',
		preferredUsername: 'eva',
		name: 'Eva Bürgerin',
		inbox: `${eva}/inbox`,
		endpoints: { sharedInbox: `${origin}/inbox` },
		publicKey: { id: keyId, owner: eva, publicKeyPem: String(publicKey.export({ type: 'spki', format: 'pem' })) },
	});
	const signature = (base: string): string => createSign('sha256').update(base).sign(privateKey, 'base64');

	return {
		origin,
		eva,
		received,
		documents,
		answerWith: (next: (request: Received) => Reply | Promise<Reply>): void => {
			answer = next;
		},
		ofType: (type: string) => received.map(({ activity }) => activity).filter((activity) => activity['type'] === type),
		/** Brings a signed letter; answers the status. */
		async send(letter: Letter): Promise<number> {
			const request = writeLetter(letter, { eva, keyId, signature });
			letter.forge?.(request);
			return (await fetch(request.url, { method: 'POST', headers: request.headers, body: request.body })).status;
		},
		close: () =>
			new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
};

interface Pen {
	readonly eva: string;
	readonly keyId: string;
	readonly signature: (base: string) => string;
}

/** Writes and signs a letter by hand, as the two specifications say. */
export const writeLetter = ({ to, activity, at, kind = 'cavage' }: Letter, { eva, keyId, signature }: Pen) => {
	const body = JSON.stringify({ '@context': 'https://www.w3.org/ns/activitystreams', actor: eva, ...activity });
	const url = new URL(to);
	const digest = createHash('sha256').update(body).digest('base64');
	const date = new Date(at).toUTCString();
	const headers: Record<string, string> = { date, 'content-type': 'application/activity+json' };
	if (kind === 'cavage') {
		headers['digest'] = `SHA-256=${digest}`;
		const base = `(request-target): post ${url.pathname}\nhost: ${url.host}\ndate: ${date}\ndigest: SHA-256=${digest}`;
		headers['signature'] =
			`keyId="${keyId}",algorithm="rsa-sha256",headers="(request-target) host date digest",signature="${signature(base)}"`;
		return { url: to, headers, body };
	}
	headers['content-digest'] = `sha-256=:${digest}:`;
	const created = Math.floor(Date.parse(at) / 1000);
	const parameters = `("@method" "@target-uri" "content-digest");created=${created};keyid="${keyId}";alg="rsa-v1_5-sha256"`;
	const base = `"@method": POST\n"@target-uri": ${to}\n"content-digest": sha-256=:${digest}:\n"@signature-params": ${parameters}`;
	headers['signature-input'] = `sig1=${parameters}`;
	headers['signature'] = `sig1=:${signature(base)}:`;
	return { url: to, headers, body };
};
export type FediverseServer = Awaited<ReturnType<typeof startFediverseServer>>;
