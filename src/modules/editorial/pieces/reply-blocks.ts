import type { ChannelKind } from '#modules/channels/index.ts';

import { dayOf } from '../context.ts';
import { fillGaps, spoken } from '../domain/checks/placeholder.ts';
import type { PressNeeds } from '../press/needs.ts';
import { blocksOf } from './read-pieces.ts';

export interface ReplyAbout {
	readonly unitId: string;
	/** Null: the question form. */
	readonly channel: ChannelKind | null;
	/** How the person calls themselves, as far as we know. */
	readonly name: string | null;
	/** The post they wrote about. */
	readonly link: string | null;
}

export interface ReplyBlock {
	readonly id: string;
	readonly name: string;
	readonly text: string;
}

/** The text blocks an answer of the unit can use, in the words its network needs, with the gaps filled that are known here. */
export const replyBlocks =
	(needs: Pick<PressNeeds, 'db' | 'people' | 'clock'>) =>
	async (about: ReplyAbout): Promise<readonly ReplyBlock[]> => {
		const { unitId, channel, name, link } = about;
		const path = await needs.people.unitPath(unitId);
		const authority = await needs.people.authority();
		const day = spoken(dayOf(needs.clock.now(), authority.zone), authority.language);
		const known = new Map<string, string>([
			...(['datum', 'heute', 'date', 'today'] as const).map((gap): [string, string] => [gap, day]),
			...gaps(['name'], name),
			...gaps(['stelle', 'unit'], path[0]?.name ?? null),
			...gaps(['behörde', 'authority'], authority.name),
			...gaps(['link', 'beitrag', 'post'], link),
		]);
		const blocks = await needs.db.read('blocks for an answer', (tx) =>
			blocksOf(
				tx,
				path.map(({ id }) => id),
			),
		);
		return blocks.map(({ id, name: called, text, forms }) => ({
			...{ id, name: called },
			text: fillGaps((channel === null ? undefined : forms[channel as keyof typeof forms]) || text, known),
		}));
	};

const gaps = (names: readonly string[], value: string | null): [string, string][] =>
	value === null || value === '' ? [] : names.map((name) => [name, value]);
