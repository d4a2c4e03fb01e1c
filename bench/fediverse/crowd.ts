import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the crowd is asked to do, and what it answers. It runs in a process of its own. */
export type Wish =
	| {
			readonly do: 'write';
			readonly round: string;
			readonly size: number;
			readonly host: string;
			readonly actor: string;
	  }
	| { readonly do: 'send'; readonly port: number; readonly perSecond: number | null };
export type Told =
	| { readonly told: 'ready' }
	| { readonly told: 'written'; readonly letters: number; readonly distinct: number; readonly standing: number }
	| { readonly told: 'sent'; readonly seconds: number; readonly taken: number };

export const PATH = '/fediverse/eingang';
const HOSTS = 20;
const PER_HOST = 25;
const TOGETHER = 256;
/** One letter in five comes twice. */
const TWICE = 5;
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publicKeyPem = String(publicKey.export({ type: 'spki', format: 'pem' }));

interface Letter {
	readonly headers: Record<string, string | number>;
	readonly body: Buffer;
}

let port = 0;
let letters: Letter[] = [];
const origin = (n: number): string => `http://127.4.0.${(n % HOSTS) + 1}:${port}`;
const person = (n: number): string => `${origin(n)}/users/${Math.floor(n / HOSTS) % PER_HOST}`;

const people = createServer((asked, answer) => {
	const id = `http://${asked.headers.host}${asked.url}`;
	answer.writeHead(200, { 'content-type': 'application/activity+json' });
	answer.end(
		JSON.stringify({
			'@context': ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/v1'],
			...{ id, type: 'Person', preferredUsername: 'p', name: 'Bürgerin', inbox: `${id}/inbox` },
			publicKey: { id: `${id}#main-key`, owner: id, publicKeyPem },
		}),
	);
});

const sealed = (host: string, actor: string, activity: object): Letter => {
	const body = Buffer.from(JSON.stringify({ '@context': 'https://www.w3.org/ns/activitystreams', actor, ...activity }));
	const digest = createHash('sha256').update(body).digest('base64');
	const date = new Date().toUTCString();
	const base = `(request-target): post ${PATH}\nhost: ${host}\ndate: ${date}\ndigest: SHA-256=${digest}`;
	const signature = sign('sha256', Buffer.from(base), privateKey).toString('base64');
	const proof = `keyId="${actor}#main-key",algorithm="rsa-sha256",headers="(request-target) host date digest",signature="${signature}"`;
	const type = 'application/activity+json';
	const headers = { date, digest: `SHA-256=${digest}`, signature: proof, 'content-type': type };
	return { headers: { ...headers, 'content-length': body.length }, body };
};

/** The same order for the same seed. */
const shuffle = (list: Letter[]): void => {
	let seed = 42;
	for (let at = list.length - 1; at > 0; at -= 1) {
		seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
		const other = seed % (at + 1);
		[list[at], list[other]] = [list[other] as Letter, list[at] as Letter];
	}
};

/** Of six notes, two are changed and one is taken back: nine letters; then a fifth of all once more, and everything mixed up. */
const write = ({ round, size, host, actor }: Extract<Wish, { do: 'write' }>): Told => {
	const made: Letter[] = [];
	let standing = 0;
	const at = Date.now() - 60_000;
	for (let n = 0; made.length < size; n += 1) {
		const by = person(n);
		const note = { id: `${origin(n)}/notes/${round}-${n}`, type: 'Note', attributedTo: by, to: [actor], cc: [] };
		const published = new Date(at).toISOString();
		const content = `<p>Wie lange ist die Brücke gesperrt, und wo fährt der Bus? ${n}</p>`;
		const say = (type: string, object: unknown): void =>
			void made.push(sealed(host, by, { id: `${origin(n)}/a/${round}-${n}-${type}`, type, object }));
		say('Create', { ...note, published, content });
		if (n % 3 === 1)
			say('Update', { ...note, published, updated: new Date(at + 1000).toISOString(), content: `${content}!` });
		if (n % 6 === 5) say('Delete', note.id);
		else standing += 1;
	}
	letters = [...made, ...made.filter((_, n) => n % TWICE === 0)];
	shuffle(letters);
	return { told: 'written', letters: letters.length, distinct: made.length, standing };
};

interface Way {
	readonly port: number;
	readonly agent: Agent;
}

/** A connection that rested may be closed by the other side just as it is used again: then the letter goes once more, as anywhere. */
const post = ({ port: to, agent }: Way, letter: Letter): Promise<number> =>
	new Promise((resolve, reject) => {
		const { headers, body } = letter;
		const options = { host: '127.0.0.1', port: to, path: PATH, method: 'POST', agent, headers };
		const asked = request(options, (answer) => answer.resume().once('end', () => resolve(answer.statusCode ?? 0)));
		const fail = (thrown: NodeJS.ErrnoException): void =>
			asked.reusedSocket && thrown.code === 'ECONNRESET' ? resolve(post({ port: to, agent }, letter)) : reject(thrown);
		asked.once('error', fail).end(body);
	});
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const send = async ({ port: to, perSecond }: Extract<Wish, { do: 'send' }>): Promise<Told> => {
	const agent = new Agent({ keepAlive: true, maxSockets: TOGETHER });
	const begun = performance.now();
	let [next, taken] = [0, 0];
	const worker = async (): Promise<void> => {
		for (let at = next++; at < letters.length; at = next++) {
			const early = perSecond === null ? 0 : begun + (at / perSecond) * 1000 - performance.now();
			if (early > 1) await rest(early);
			if ((await post({ port: to, agent }, letters[at] as Letter)) === 202) taken += 1;
		}
	};
	await Promise.all(Array.from({ length: TOGETHER }, worker));
	agent.destroy();
	return { told: 'sent', seconds: (performance.now() - begun) / 1000, taken };
};

const tell = (told: Told): void => void process.send?.(told);

people.listen(0, '0.0.0.0', () => {
	({ port } = people.address() as AddressInfo);
	tell({ told: 'ready' });
});
process.on('message', (wish: Wish) => {
	if (wish.do === 'write') tell(write(wish));
	else void send(wish).then(tell);
});
process.once('disconnect', () => process.exit(0));
