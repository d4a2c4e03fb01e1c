import type { NetiquetteOf } from '#modules/policy/index.ts';

import type { House } from '../deadlines/service.ts';
import type { Heard } from '../domain/rules/matching.ts';
import type { Reach } from '../moderation/abilities.ts';
import type { messageById } from '../moderation/evidence.ts';
import type { Matched } from './heard.ts';

/** What is read once for all messages of a unit. */
export interface Surroundings {
	readonly house: House;
	readonly path: readonly string[];
}

/** What the network can do and the netiquette says; asked before the transaction begins. */
export interface Able {
	readonly reach: Reach;
	readonly netiquette: NetiquetteOf;
	readonly zone: string;
}

/** One rule that matched one message. */
export interface CarryingOut {
	readonly match: Matched;
	readonly message: NonNullable<Awaited<ReturnType<typeof messageById>>>;
	readonly heard: Heard;
	readonly about: Surroundings;
	/** Null: nothing can be hidden there. */
	readonly able: Able | null;
}
