import type { Ids } from '#kernel/ids.ts';
import type { Clock } from '#kernel/time.ts';

import type { Memory } from '../memory.ts';
import type { Addresses } from './entities.ts';
import { mentionedIn } from './entities.ts';
import type { Account, MastodonState, Status } from './state.ts';
import type { Streams } from './streams.ts';

/** What every part of the practice server works on. */
export interface World {
	readonly memory: Memory<MastodonState>;
	readonly clock: Pick<Clock, 'now'>;
	readonly ids: Ids;
	readonly addresses: Addresses;
	readonly streams: Streams;
}

/** SPEC: ids are numbers that grow with time (snowflakes). */
export const nextId = ({ memory, clock }: Pick<World, 'memory' | 'clock'>): string => {
	memory.state.sequence = (memory.state.sequence + 1) % 65_536;
	return String((BigInt(clock.now()) << 16n) + BigInt(memory.state.sequence));
};

export const findStatus = ({ memory }: World, id: string): Status | undefined =>
	memory.state.statuses.find((status) => status.id === id && !status.deleted);

/** Gives a status new words; the old ones stay readable beside them. */
export const reword = (status: Status, text: string, at: number): void => {
	if (text !== status.text) status.earlier = [...(status.earlier ?? []), status.text];
	Object.assign(status, { text, editedAt: at });
};

export const takeAway = (status: Status, at: number): void => {
	Object.assign(status, { deleted: true, deletedAt: at });
};

export const newAccount = (
	world: World,
	account: {
		readonly username: string;
		readonly domain: string | null;
		readonly name: string;
		readonly official: boolean;
	},
): Account => {
	const made = { ...account, id: nextId(world), at: world.clock.now() };
	world.memory.state.accounts.push(made);
	return made;
};

type NewStatus = Pick<Status, 'accountId' | 'text' | 'language' | 'visibility' | 'inReplyTo' | 'media'> &
	Pick<Partial<Status>, 'spoiler' | 'sensitive' | 'quotes' | 'late'>;

/** Puts a status up and tells everybody who is mentioned or answered. */
export const addStatus = (world: World, given: NewStatus): Status => {
	const { state } = world.memory;
	const now = world.clock.now();
	const status: Status = { ...given, id: nextId(world), at: now, editedAt: null, deleted: false, likes: 0 };
	state.statuses.push(status);
	for (const media of state.media) if (given.media.includes(media.id)) media.statusId = status.id;
	if (!given.late) tellOf(world, status);
	return status;
};

/** Everybody who is mentioned or answered hears of it. */
export const tellOf = (world: World, status: Status): void => {
	const { state } = world.memory;
	const now = world.clock.now();
	const answered = state.statuses.find(({ id }) => id === status.inReplyTo);
	const told = new Set([
		...mentionedIn(status.text, state).map(({ id }) => id),
		...(answered ? [answered.accountId] : []),
	]);
	told.delete(status.accountId);
	for (const { by, who } of state.blocks) if (who === status.accountId) told.delete(by);
	for (const accountId of told) {
		state.notifications.push({ id: nextId(world), accountId, statusId: status.id, at: now });
		world.streams.tell(accountId);
	}
};
