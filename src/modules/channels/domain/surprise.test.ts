import { expect, it } from 'vitest';

import { fieldOf } from './surprise.ts';

it.each([
	['unknown answer: data.3.message.from', 'data.*.message.from'],
	['unknown answer: body', 'body'],
	['HTTP 426: Requested version 202608 is not active', 'version'],
	['HTTP 400: (#100) Tried accessing nonexisting field (reactions) on node type (Page)', 'version'],
	['HTTP 400: (#100) The value must be a valid insights metric', 'version'],
	// What people wrote never becomes a field.
	['unknown answer: Frau Muster, Musterweg 4', 'answer'],
	['a part was taken without a mark', 'answer'],
])('%s is noted as %s', (reason, field) => {
	expect(fieldOf(reason)).toBe(field);
});
