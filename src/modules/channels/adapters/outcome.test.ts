import { describe, expect, it } from 'vitest';

import type { Instant } from '#kernel/time.ts';

import { sorted } from './bluesky/wire.ts';

const clock = { now: (): Instant => 1_800_000_000_000 as Instant };
const answer = (status: number, body: unknown) => ({ status, body, headers: new Headers(), bytes: new Uint8Array() });
const asked = (purpose: 'write' | 'read') => ({ purpose, field: 'text', secrets: [], clock });

describe('a refusal', () => {
	it('is final in the words the contract has for it', () => {
		const refused = sorted(answer(400, { error: 'InvalidRequest', message: 'Record/text' }), asked('write'));
		expect(refused).toMatchObject({ ok: false, error: { type: 'channel.rejected', field: 'text' } });
	});

	it.each(['{"error":"Expir,', '<html>Bad Request</html>', ''])('in other words (%j) settles nothing', (body) => {
		expect(sorted(answer(400, body), asked('write'))).toMatchObject({ error: { type: 'channel.unclear' } });
		expect(sorted(answer(400, body), asked('read'))).toMatchObject({ error: { type: 'channel.changed' } });
	});
});
