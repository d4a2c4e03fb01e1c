import { createHash } from 'node:crypto';

interface Letter {
	url: string;
	headers: Record<string, string>;
	body: string;
}
type Forge = (letter: Letter) => void;

const sign = (change: (header: string) => string): Forge => {
	return ({ headers }) => {
		headers['signature'] = change(headers['signature'] ?? '');
	};
};
const input = (change: (header: string) => string): Forge => {
	return ({ headers }) => {
		if (headers['signature-input']) headers['signature-input'] = change(headers['signature-input']);
		else headers['signature'] = change(headers['signature'] ?? '');
	};
};

/** Lies about a letter that was signed well, whatever it says. */
export const forgeries: Readonly<Record<string, Forge>> = {
	'no signature': ({ headers }) => {
		delete headers['signature'];
		delete headers['signature-input'];
	},
	'an empty signature': sign((header) => header.replace(/(signature="|sig1=:)[^":]+/, '$1')),
	'a cut signature': sign((header) => header.replace(/(signature="|sig1=:)([^":]{40})[^":]+/, '$1$2')),
	'a turned bit': sign((header) =>
		header.replace(/(signature="|sig1=:)(.)/, (_, head: string, first: string) => head + (first === 'A' ? 'B' : 'A')),
	),
	'another body': (letter) => {
		letter.body = letter.body.replace('"type"', '"summary":"anders","type"');
	},
	'another body with a digest that fits it': (letter) => {
		letter.body = letter.body.replace('"type"', '"summary":"anders","type"');
		const digest = createHash('sha256').update(letter.body).digest('base64');
		if (letter.headers['digest']) letter.headers['digest'] = `SHA-256=${digest}`;
		else letter.headers['content-digest'] = `sha-256=:${digest}:`;
	},
	'another path': (letter) => {
		letter.url = letter.url.replace('/fediverse/eingang', '/fediverse/tiefbau/eingang');
	},
	'the key of the house itself': input((header) =>
		header.replace(/keyid="[^"]+"/i, (found) =>
			found.replace(/http[^"]+/, 'https://stadt.example/fediverse/haus#main-key'),
		),
	),
	'an algorithm of secrets': input((header) => header.replace(/(algorithm|alg)="[^"]+"/, '$1="hmac-sha256"')),
	'a signature that leaves the body out': input((header) =>
		header.replace('host date digest', 'host date').replace(' "content-digest"', ''),
	),
	'a signature that leaves the address out': input((header) =>
		header.replace('(request-target) host', 'host').replace('"@target-uri" ', ''),
	),
};
