import { expect, it } from 'vitest';

import { instant } from '#kernel/time.ts';

import { woundClock } from './clock.ts';
import { createLog } from './log.ts';

const open = (level: 'silent' | 'info' | 'warn') => {
	const lines: string[] = [];
	const clock = woundClock(instant('2026-11-28T08:00:00Z'));
	const log = createLog(level, { clock, write: (line) => lines.push(line) });
	return { log, told: () => lines.map((line) => JSON.parse(line)) };
};

it('writes one line per event, with its moment', () => {
	const { log, told } = open('info');
	log.info('schema brought up to date', { steps: ['a\nb'], count: 3n });
	expect(told()).toEqual([
		...[
			{ level: 'info', time: Date.UTC(2026, 10, 28, 8), msg: 'schema brought up to date', steps: ['a\nb'], count: '3' },
		],
	]);
});

it('blanks what is named like a secret, however deep it lies', () => {
	const { log, told } = open('info');
	log.warn('x', {
		token: 'a',
		deep: [{ accessJwt: 'b', clientSecret: 'c', headers: { Authorization: 'd', 'set-cookie': 'e' } }],
	});
	expect(JSON.stringify(told())).not.toMatch(/"[a-e]"/);
});

it('says less where less is asked for', () => {
	for (const [level, heard] of [
		['silent', []],
		['warn', ['warn', 'error']],
		['info', ['info', 'warn', 'error']],
	] as const) {
		const { log, told } = open(level);
		log.info('a');
		log.warn('b');
		log.error('c');
		expect(told().map((line) => line.level)).toEqual(heard);
	}
});

it('tells of what cannot be written, and of errors in their safe parts', () => {
	const { log, told } = open('info');
	const round: Record<string, unknown> = {};
	round['self'] = round;
	log.error('round', { round });
	log.error('thrown', { cause: new Error('m'.repeat(900)) });
	expect(told()[0]).toMatchObject({ level: 'error', msg: 'round', unwritable: expect.arrayContaining(['round']) });
	expect(told()[1].cause.error).toHaveLength(300);
});
