import { expect } from 'vitest';

import { completeDeliveryEndpoint } from '#contract/delivery.ts';

import { type EveryNetwork, must } from './every-network.ts';
import { copyAt, moveToList } from './film-lists.ts';

/** A film changes its list while YouTube fails at that step: first it is completed by itself, then because somebody asks. */
export const completeLists = async (all: EveryNetwork, filmed: string): Promise<void> => {
	const [{ desk }, tube] = [all.house, all.practice('youtube')];
	const { id, presenceId } = await copyAt(desk, 'youtube', filmed);
	const is = async () => [...(await copyAt(desk, 'youtube', filmed)).is, all.ours('youtube')[0]?.lists];
	let fails = true;
	tube.listen(({ path }) => path.endsWith('/thumbnails/set') && tube.feel(fails ? 'failing' : 'well'));
	const moveInVain = async (at: number, list: string, before: string) => {
		fails = true;
		await moveToList(desk, filmed, { presenceId, at });
		await all.later(1000);
		const lack = { type: 'channel.not-listed', why: 'pending', list };
		expect(await is()).toMatchObject(['published', lack, [before]]);
		fails = false;
		tube.feel('well');
	};

	await moveInVain(1, 'Bauen und Verkehr', 'Rathaus kurz erklärt');
	await all.later(60_000);
	expect(await is()).toEqual(['published', null, ['Bauen und Verkehr']]);

	await moveInVain(2, 'Aus dem Stadtrat', 'Bauen und Verkehr');
	await must(desk.office.call(completeDeliveryEndpoint, { id }, desk.anna));
	await all.later(1000);
	expect(await is()).toEqual(['published', null, ['Aus dem Stadtrat']]);
	await all.later(60_000);
	expect(all.ours('youtube')[0]?.lists).toEqual(['Aus dem Stadtrat']);
};
