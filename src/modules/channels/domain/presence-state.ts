/** How a presence stands in the register. */
export const presenceStates = ['planned', 'live', 'restrained', 'paused', 'retired'] as const;
export type PresenceState = (typeof presenceStates)[number];

/** What a state means for what goes out and comes in. */
export interface Meaning {
	/** `released`: only what a lead lets pass. */
	readonly publishes: 'freely' | 'released' | 'never';
	readonly reads: boolean;
	readonly answers: boolean;
}

const silent: Meaning = { publishes: 'never', reads: false, answers: false };

/** What holds in each state: planned has no key yet, retired has none any more. */
export const meaningOf: Readonly<Record<PresenceState, Meaning>> = {
	planned: silent,
	live: { publishes: 'freely', reads: true, answers: true },
	restrained: { publishes: 'released', reads: true, answers: true },
	paused: silent,
	retired: silent,
};

const ways: Readonly<Record<PresenceState, readonly PresenceState[]>> = {
	planned: ['live', 'retired'],
	live: ['restrained', 'paused', 'retired'],
	restrained: ['live', 'paused', 'retired'],
	paused: ['live', 'restrained', 'retired'],
	retired: [],
};

/** Whether a presence may go from one state to another. What is retired stays so; planned becomes live by being connected. */
export const mayBecome = (before: PresenceState, after: PresenceState): boolean => ways[before].includes(after);

/** The states in which a presence takes part: its messages are read and answered. */
export const takingPart: readonly PresenceState[] = presenceStates.filter((state) => meaningOf[state].reads);
