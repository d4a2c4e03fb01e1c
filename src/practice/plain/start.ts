import { machineIds } from '#platform/chance.ts';

import { openMemory } from '../memory.ts';
import type { Mood, PracticeKind, PracticeNetwork, PracticeOptions } from '../practice.ts';
import { type Answer, type Asked, type Rules, startServer } from '../server.ts';
import { createHooks, type Notice } from './hooks.ts';
import type { OAuthRules } from './oauth.ts';
import { createPeople } from './people.ts';
import { freshPlain } from './state.ts';
import type { World } from './world.ts';

/** What sets such a network apart: its addresses, its rules, its words. */
export interface PlainNetwork extends Omit<Rules, 'handle' | 'now'> {
	readonly kind: PracticeKind;
	readonly oauth: OAuthRules;
	/** Whoever answers names whom they answer. */
	readonly mentions: boolean;
	handle(world: World, asked: Asked): Answer | Promise<Answer>;
	/** What it tells an app about what a citizen said, and for whom; absent where nobody is called. */
	readonly notice?: Notice;
	/** Films with what goes with them; absent where they are posts like others. */
	readonly films?: (world: World) => NonNullable<PracticeNetwork['films']>;
	/** The hub beside it; absent where there is none. */
	readonly hub?: (world: World) => NonNullable<PracticeNetwork['hub']>;
}

/** Starts a server on loopback that behaves like the network described, in whatever mood it is put. */
export const startPlain = async (network: PlainNetwork, options: PracticeOptions): Promise<PracticeNetwork> => {
	const { clock, file, pages } = options;
	const memory = openMemory(file, freshPlain());
	const addresses = { origin: '', pages: '' };
	const world: World = { memory, clock, ids: machineIds(clock), addresses };
	const server = await startServer(
		{
			...network,
			async handle(asked) {
				const answer = await network.handle(world, asked);
				if (asked.method !== 'GET') memory.save();
				return answer;
			},
			now: () => clock.now(),
		},
		{ ...options, mood: () => memory.state.mood as Mood },
	);
	addresses.origin = server.origin;
	addresses.pages = pages ?? server.origin;
	const hooks = network.notice && createHooks(world, network.notice);
	const people = createPeople(world, { ...network, said: (post) => hooks?.tell(post) });
	return {
		kind: network.kind,
		...server,
		...people,
		...(hooks ? { hooks: hooks.owner } : {}),
		...(network.films ? { films: network.films(world) } : {}),
		...(network.hub ? { hub: network.hub(world) } : {}),
	};
};
