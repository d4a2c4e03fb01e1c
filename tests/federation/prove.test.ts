import { createHash, createSign, generateKeyPairSync } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { fail, ok } from '#kernel/result.ts';
import { hours, instant, minutes, plus, toIso } from '#kernel/time.ts';
import { proveShortly } from '#modules/federation/prove.ts';
import type { RemoteActor } from '#modules/federation/remote.ts';
import { createVerify } from '#modules/federation/verify.ts';
import { woundClock } from '#platform/clock.ts';
import { writeLetter } from '../fediverse-server.ts';
import { forgeries } from './forgeries.ts';

const now = instant('2026-03-02T08:00:00Z');
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const eva = 'https://peer.example/users/eva';
const keyId = `${eva}#main-key`;
const to = 'https://stadt.example/fediverse/eingang';
const pem = String(publicKey.export({ type: 'spki', format: 'pem' }));
const signature = (base: string): string => createSign('sha256').update(base).sign(privateKey, 'base64');
const document = {
	id: eva,
	type: 'Person',
	inbox: `${eva}/inbox`,
	publicKey: { id: keyId, owner: eva, publicKeyPem: pem },
};
const library = createVerify({
	clock: woundClock(now),
	remote: {
		document: async (url) => (url === eva ? ok(document) : fail({ type: 'remote.gone' as const })),
		actor: async () => fail({ type: 'remote.gone' as const }),
		forget: () => undefined,
		lookUp: async () => null,
	},
});
const keys: RemoteActor['keys'] = [{ id: keyId, pem }];

const activities = ['Follow', 'Undo', 'Create', 'Update', 'Delete', 'Like', 'Announce', 'Flag', 'Accept', 'Move'];
const letters = (['cavage', 'rfc9421'] as const).flatMap((kind) => activities.map((type) => ({ kind, type })));

const verdicts = async (letter: ReturnType<typeof writeLetter>) => {
	const body = new Uint8Array(Buffer.from(letter.body));
	const incoming = { method: 'POST', url: new URL(letter.url), headers: new Headers(letter.headers), body };
	return { short: proveShortly(incoming, keys, now), library: (await library(incoming))?.keyId ?? null };
};
const write = (kind: 'cavage' | 'rfc9421', type: string, at = toIso(now)) =>
	writeLetter({ to, at, kind, activity: { id: `${eva}/1`, type, object: to } }, { eva, keyId, signature });

/** The library takes its time. */
const PATIENCE_MS = 30_000;

describe('the short proof and the library', { timeout: PATIENCE_MS }, () => {
	it('agree on every true letter', async () => {
		for (const { kind, type } of letters)
			for (const skew of [-59, 0, 59])
				expect(await verdicts(write(kind, type, toIso(plus(now, minutes(skew)))))).toEqual({
					short: keyId,
					library: keyId,
				});
	});

	it('agree on all 220 lies', async () => {
		let lies = 0;
		for (const { kind, type } of letters)
			for (const forge of Object.values(forgeries)) {
				const letter = write(kind, type);
				forge(letter);
				expect(await verdicts(letter)).toEqual({ short: null, library: null });
				lies += 1;
			}
		expect(lies).toBe(220);
	});

	it('agree that a letter may be an hour off, and no more', async () => {
		for (const kind of ['cavage', 'rfc9421'] as const)
			for (const off of [hours(1) + minutes(1), -hours(1) - minutes(1)])
				expect(await verdicts(write(kind, 'Create', toIso(plus(now, off))))).toEqual({ short: null, library: null });
	});

	it('agree that a true signature over too little proves nothing', async () => {
		const cavage = ['host date digest', '(request-target) host date', '(request-target) date digest'];
		for (const names of [...cavage, '(request-target) host digest']) {
			const letter = write('cavage', 'Create');
			const { date, digest } = letter.headers;
			const lines: Readonly<Record<string, string>> = {
				...{ '(request-target)': 'post /fediverse/eingang', host: 'stadt.example' },
				...{ date: String(date), digest: String(digest) },
			};
			const base = names.split(' ').map((name) => `${name}: ${lines[name]}`);
			letter.headers['signature'] =
				`keyId="${keyId}",algorithm="rsa-sha256",headers="${names}",signature="${signature(base.join('\n'))}"`;
			expect(await verdicts(letter)).toEqual({ short: null, library: null });
		}
		for (const names of [
			['@method', '@target-uri'],
			['@method', 'content-digest'],
			['@target-uri', 'content-digest'],
		]) {
			const letter = write('rfc9421', 'Create');
			const lines: Readonly<Record<string, string>> = {
				...{ '@method': 'POST', '@target-uri': to, 'content-digest': String(letter.headers['content-digest']) },
			};
			const list = names.map((name) => `"${name}"`).join(' ');
			const parameters = `(${list});created=${now / 1000};keyid="${keyId}";alg="rsa-v1_5-sha256"`;
			const base = [...names.map((name) => `"${name}": ${lines[name]}`), `"@signature-params": ${parameters}`];
			letter.headers['signature-input'] = `sig1=${parameters}`;
			letter.headers['signature'] = `sig1=:${signature(base.join('\n'))}:`;
			expect(await verdicts(letter)).toEqual({ short: null, library: null });
		}
	});

	it('what the short way cannot read is left to the library: two digests, an expiry that has passed', async () => {
		const two = write('cavage', 'Create');
		const sha512 = createHash('sha512').update(two.body).digest('base64');
		two.headers['digest'] = `${two.headers['digest']},SHA-512=${sha512}`;
		const base = ['(request-target): post /fediverse/eingang', 'host: stadt.example', `date: ${two.headers['date']}`];
		const proof = signature([...base, `digest: ${two.headers['digest']}`].join('\n'));
		two.headers['signature'] = String(two.headers['signature']).replace(/signature="[^"]+"/, `signature="${proof}"`);
		expect(await verdicts(two)).toEqual({ short: null, library: keyId });
	});
});
