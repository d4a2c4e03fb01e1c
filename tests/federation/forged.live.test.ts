import { createHash } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { minutes, plus, toIso } from '#kernel/time.ts';

import { type FediverseDesk, PUBLIC, startFediverseDesk } from '../fediverse-desk.ts';

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
const forgeries: Readonly<Record<string, Forge>> = {
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

let desk: FediverseDesk;
beforeAll(async () => {
	desk = await startFediverseDesk();
});
afterAll(() => desk?.close());

/** One activity of every kind the inbox knows, and some it does not. */
const activities = (): Readonly<Record<string, Record<string, unknown>>> => {
	const { actor, peer } = desk;
	const note = desk.note({ to: [PUBLIC], cc: [actor] });
	return {
		Follow: { type: 'Follow', object: actor },
		Undo: { type: 'Undo', object: { type: 'Follow', actor: peer.eva, object: actor } },
		Create: { type: 'Create', object: note },
		Update: { type: 'Update', object: note },
		Delete: { type: 'Delete', object: note['id'] },
		'Delete of an actor': { type: 'Delete', object: peer.eva },
		Like: { type: 'Like', object: actor },
		Announce: { type: 'Announce', object: actor },
		Flag: { type: 'Flag', object: [actor], content: 'Spam' },
		Accept: { type: 'Accept', object: { type: 'Follow', actor, object: peer.eva } },
	};
};

const kinds = ['cavage', 'rfc9421'] as const;
const letters = () =>
	kinds.flatMap((kind) => Object.entries(activities()).map(([name, activity]) => ({ kind, name, activity })));
/** Nobody writes so much in a minute: the limits are for who tries. */
const breathe = () => desk.desk.office.at(toIso(plus(desk.desk.office.clock.now(), minutes(2))));

describe('the inbox', () => {
	it('refuses every lie, of every kind and signed either way', async () => {
		const answers: string[] = [];
		for (const { kind, name, activity } of letters()) {
			for (const [lie, forge] of Object.entries(forgeries))
				answers.push(`${kind} ${name}, ${lie}: ${await desk.send(activity, { kind, forge })}`);
			await breathe();
		}
		expect(answers).toHaveLength(220);
		expect(answers.filter((answer) => !answer.endsWith(': 401'))).toEqual([]);
	});

	it('takes every true letter while the clocks stand at most half an hour apart, and none from long ago', async () => {
		const answers: string[] = [];
		for (const { kind, name, activity } of letters()) {
			for (const skew of [-90, -30, 0, 30, 90]) {
				const at = toIso(plus(desk.desk.office.clock.now(), minutes(skew)));
				answers.push(`${kind} ${name}, ${skew}: ${await desk.send(activity, { kind, at })}`);
			}
			await breathe();
		}
		const outdated = answers.filter((answer) => / -?90: /.test(answer));
		expect([answers.length, outdated.length]).toEqual([100, 40]);
		expect(outdated.filter((answer) => !answer.endsWith(': 401'))).toEqual([]);
		expect(answers.filter((answer) => !outdated.includes(answer) && !answer.endsWith(': 202'))).toEqual([]);
	});
});
