import { expect, it } from 'vitest';

import { joined } from './migrate.ts';

const step = { up: async () => undefined };

it('keeps every schema change, and refuses two of one name', () => {
	expect(Object.keys(joined({ 'a-001': step }, { 'a-002': step, 'b-001': step }))).toEqual(['a-001', 'a-002', 'b-001']);
	expect(() => joined({ 'a-001': step }, { 'b-001': step, 'a-001': step })).toThrow('a-001');
});
