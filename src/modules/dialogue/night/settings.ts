import type { z } from 'zod';

import { nightEndpoint, saveNightEndpoint } from '#contract/night.ts';
import { opensNext } from '#kernel/office-hours.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { hours, plus } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Problems } from '#platform/http/problem.ts';

import { checkedAt } from '../answering/look.ts';
import { openingOf } from '../deadlines/service.ts';
import { nightText } from '../domain/night.ts';
import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';

type Needs = Pick<DialogueNeeds, 'db' | 'act' | 'clock' | 'events' | 'people' | 'channels' | 'editorial'>;
type SaveNightFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'night.no-such-presence' }
	/** A house rule holds the sentence. */
	| { readonly type: 'night.held' };

/** What the presences of a unit say while it is closed, and how that reads tonight. */
const readNight = (needs: Needs) => async (unit: string, actor: Actor) => {
	if (!may(actor, 'service.manage', unit)) return fail({ type: 'access.denied' as const });
	const own = (await needs.channels.livePresences()).filter(
		({ unitId, channel }) => unitId === unit && channel !== 'newsroom',
	);
	const path = await needs.people.unitPath(unit);
	const { zone, land } = await needs.people.authority();
	const { rows, opening } = await needs.db.read('notes outside the hours', async (tx) => ({
		rows: await dialogue(tx)
			.selectFrom('dialogue_night')
			.selectAll()
			.where('presence_id', 'in', [...own.map(({ id }) => id), ''])
			.execute(),
		opening: await openingOf(tx, path),
	}));
	const office = { ...opening, land: opening.land ?? land, zone };
	const now = needs.clock.now();
	const opensAt = opensNext(now, office) ?? opensNext(plus(now, hours(12)), office) ?? now;
	const presences = own.map(({ id, name, channel }) => {
		const wish = rows.find(({ presence_id }) => presence_id === id);
		return { id, name, channel, mode: wish?.mode ?? ('off' as const), extra: wish?.extra ?? '' };
	});
	return ok({ presences, sample: nightText({ opensAt, zone, week: opening.week, extra: '', tongue: 'de' }) });
};

type Wish = z.output<typeof saveNightEndpoint.input>;

const saveNight =
	(needs: Needs) =>
	async ({ presenceId, mode, extra }: Wish, actor: Actor): Promise<Result<Record<string, never>, SaveNightFailure>> => {
		const presence = await needs.channels.presence(presenceId);
		if (!presence) return fail({ type: 'night.no-such-presence' });
		if (!may(actor, 'service.manage', presence.unitId)) return fail({ type: 'access.denied' });
		const place = { unitId: presence.unitId, presence, practice: presence.practice, answers: null, allowed: true };
		const { findings } = await checkedAt(needs, place, { text: extra || '–', language: 'de' });
		if (findings.some(({ severity }) => severity === 'block')) return fail({ type: 'night.held' });
		return needs.act<Record<string, never>, SaveNightFailure>('save note outside the hours', actor, async (tx) => {
			await dialogue(tx)
				.insertInto('dialogue_night')
				.values({ presence_id: presenceId, mode, extra })
				.onConflict((conflict) => conflict.column('presence_id').doUpdateSet({ mode, extra }))
				.execute();
			const { unitId } = presence;
			await needs.events.announce(tx, { topic: 'setting', id: presenceId, unitId });
			return done({}, { kind: 'presence.night-set', subject: presenceId, unitId, payload: { mode, extra } });
		});
	};

const saving: Problems<SaveNightFailure> = {
	'access.denied': 403,
	'night.no-such-presence': 404,
	'night.held': 422,
};

export const mountNight = (mount: Mount, needs: Needs): void => {
	const [read, save] = [readNight(needs), saveNight(needs)];
	mount(nightEndpoint, { problems: { 'access.denied': 403 }, handle: ({ unit }, { actor }) => read(unit, actor) });
	mount(saveNightEndpoint, { problems: saving, handle: (input, { actor }) => save(input, actor) });
};
