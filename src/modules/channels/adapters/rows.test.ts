import { expect, it } from 'vitest';
import { z } from 'zod';

import { readAs } from './read-as.ts';
import { goneOf, MomentText, rowsOf } from './rows.ts';

const One = z.object({ id: z.string(), by: z.object({ name: z.string() }), at: MomentText });
const row = (id: string) => ({ id, by: { name: 'Eule' }, at: '2026-03-02T07:30:00+0000' });
const read = (list: unknown) => {
	const odd: Parameters<typeof goneOf>[1][number][] = [];
	const answer = readAs(z.object({ data: rowsOf(One, odd) }), { data: list });
	return { answer, odd, ids: answer.ok ? answer.value.data.map(({ id }) => id) : null };
};

it('an odd row among good ones is set aside by its name, and says where it is odd and never what it holds', () => {
	const wrong = [{ ...row('2'), by: { name: { first: 'geheim' } } }, { ...row('3'), at: 'gestern' }, 'geheim'];
	const { ids, odd } = read([row('1'), ...wrong, row('4'), wrong[0]]);
	expect(ids).toEqual(['1', '4']);
	expect(odd).toEqual([
		{ id: '2', reason: 'unknown answer: by.name' },
		{ id: '3', reason: 'unknown answer: at' },
		{ id: null, reason: 'unknown answer: body' },
	]);
	expect(JSON.stringify(odd)).not.toContain('geheim');
});

it('one row alone may be odd; a list of which none can be read is a contract that changed, and so is a wrong frame', () => {
	const odd = { ...row('2'), by: 7 };
	expect(read([odd])).toMatchObject({ ids: [], odd: [{ id: '2' }] });
	const reason = 'unknown answer: data.0.by';
	expect(read([odd, odd, odd]).answer).toEqual({ ok: false, error: { type: 'channel.changed', reason } });
	expect(read({ 0: row('1') }).answer).toMatchObject({ error: { reason: 'unknown answer: data' } });
	expect(readAs(rowsOf(One, undefined), [row('1'), odd])).toMatchObject({ error: { reason: 'unknown answer: 1.by' } });
});

it('nothing counts as gone that may stand there unread', () => {
	const odd = { id: '2', reason: 'unknown answer: by' };
	expect(goneOf(['1', '2'], [odd])).toEqual(['1']);
	expect(goneOf(['1', '2'], [odd, { ...odd, id: null }])).toEqual([]);
});
