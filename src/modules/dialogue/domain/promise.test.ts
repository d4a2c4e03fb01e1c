import { describe, expect, it } from 'vitest';

import { defaultWeek } from '#kernel/office-hours.ts';
import { instant, toIso } from '#kernel/time.ts';

import {
	askingKindOf,
	checkService,
	dueOf,
	promiseFor,
	type Service,
	type ServicePromise,
	USUAL,
	usedBy,
} from './promise.ts';

const row = (given: Partial<ServicePromise>): ServicePromise => ({ ...USUAL, ...given });
const service: Service = {
	...{ week: defaultWeek, land: null, closures: [], promises: [], warnShare: 75, mailbox: '' },
};
const asked = { presenceId: 'p', kind: 'question', priority: 'normal' } as const;

describe('a promise of a first answer', () => {
	it('is the row that says most, else a day', () => {
		const rows = [row({ minutes: 1 }), row({ priority: 'normal', minutes: 2 }), row({ kind: 'question', minutes: 3 })];
		expect(promiseFor([], asked).minutes).toBe(1440);
		expect(promiseFor(rows, asked).minutes).toBe(3);
		expect(promiseFor(rows, { ...asked, kind: 'mention' }).minutes).toBe(2);
		expect(promiseFor([...rows, row({ presenceId: 'p', minutes: 4 })], asked).minutes).toBe(4);
		expect(promiseFor([...rows, row({ presenceId: 'q', minutes: 4 })], asked).minutes).toBe(3);
	});

	it('counts open minutes or wall hours, and reminds before', () => {
		const due = (promise: Partial<ServicePromise>) => {
			const promises = [row(promise)];
			const { warnAt, dueAt } = dueOf(instant('2026-11-24T13:00:00Z'), {
				service: { ...service, promises },
				zone: 'Europe/Berlin',
				asked,
			});
			return [toIso(warnAt), toIso(dueAt)];
		};
		expect(due({ clock: 'open', minutes: 240 })).toEqual(['2026-11-25T08:00:00.000Z', '2026-11-25T09:00:00.000Z']);
		expect(due({ clock: 'wall', minutes: 240 })).toEqual(['2026-11-25T07:00:00.000Z', '2026-11-25T07:00:00.000Z']);
	});

	it('goes on with what was left when its clock was stopped', () => {
		for (const clock of ['open', 'wall'] as const) {
			const winding = {
				service: { ...service, promises: [row({ clock, minutes: 240 })] },
				zone: 'Europe/Berlin',
				asked,
			};
			const asked1 = dueOf(instant('2026-11-24T08:00:00Z'), winding);
			const used = usedBy(instant('2026-11-24T09:30:00Z'), asked1.dueAt, winding);
			expect([clock, used]).toEqual([clock, 90]);
			const again = dueOf(instant('2026-11-26T10:00:00Z'), { ...winding, used });
			expect([toIso(again.warnAt), toIso(again.dueAt)]).toEqual([
				'2026-11-26T11:30:00.000Z',
				'2026-11-26T12:30:00.000Z',
			]);
			expect(usedBy(instant('2026-11-26T11:00:00Z'), again.dueAt, winding)).toBe(150);
			expect(usedBy(instant('2026-11-26T14:00:00Z'), again.dueAt, winding)).toBe(240 + 90);
			const late = dueOf(instant('2026-11-27T10:00:00Z'), { ...winding, used: 240 + 90 });
			expect(toIso(late.dueAt)).toBe('2026-11-27T08:30:00.000Z');
		}
	});

	it('asks what kind of message it was', () => {
		const said = { channel: 'mastodon', visibility: 'public', postId: 'x', text: 'Wann?' } as const;
		expect(askingKindOf(said)).toBe('question');
		expect(askingKindOf({ ...said, text: 'Danke' })).toBe('comment');
		expect(askingKindOf({ ...said, text: 'Danke', postId: null })).toBe('mention');
		expect(askingKindOf({ ...said, visibility: 'private' })).toBe('direct');
		expect(askingKindOf({ ...said, channel: 'form' })).toBe('form');
	});
});

describe('the hours of a unit', () => {
	const [, ...rest] = defaultWeek;
	const refused = (given: Partial<Service>) => {
		const checked = checkService({ ...service, ...given });
		return checked.ok ? null : checked.error.type;
	};
	it('are refused when they cross, never come, run backwards or promise twice', () => {
		const monday = (spans: Service['week'][0]) => ({ week: [spans, ...rest] as unknown as Service['week'] });
		expect(refused({})).toBeNull();
		const first = ['08:00', '12:00'] as const;
		expect(refused(monday([first, ['12:00', '16:00']]))).toBe('service.spans-cross');
		expect(refused(monday([first, ['13:00', '16:00']]))).toBeNull();
		expect(refused(monday([['12:00', '08:00']]))).toBe('service.spans-cross');
		expect(refused({ week: [[], [], [], [], [], [], []] })).toBe('service.never-open');
		expect(refused({ closures: [{ from: '2026-12-27', until: '2026-12-24', note: '' }] })).toBe(
			'service.closure-backwards',
		);
		expect(refused({ promises: [row({}), row({ minutes: 5 })] })).toBe('service.promise-twice');
	});
});
