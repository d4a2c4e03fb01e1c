import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { minutes, plus, toIso } from '#kernel/time.ts';

import { type FediverseDesk, PUBLIC, startFediverseDesk } from '../fediverse-desk.ts';
import { forgeries } from './forgeries.ts';

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
