import { networkNames } from '#kernel/channel-name.ts';

export const networks = ['practice', 'activitypub', ...networkNames] as const;
export type Network = (typeof networks)[number];

interface Beginning {
	readonly netz?: Network;
	readonly geplant?: string;
}

/** `?netz=`: which network is chosen already when somebody comes from elsewhere; `geplant`: the plan that gets its account. */
export const readNetwork = ({ netz, geplant }: Readonly<Record<string, unknown>>): Beginning => {
	const known = networks.find((network) => network === netz);
	return { ...(known ? { netz: known } : {}), ...(typeof geplant === 'string' ? { geplant } : {}) };
};

/** What a network sent us back with: the new presence, or why there is none. */
interface Outcome {
	readonly connected?: string;
	readonly problem?: string;
	/** Which accounts the problem is about. */
	readonly which?: string;
}

const WHICH_MOST = 400;

export const readOutcome = ({ connected, problem, which }: Readonly<Record<string, unknown>>): Outcome => ({
	...(typeof connected === 'string' ? { connected } : {}),
	...(typeof problem === 'string' && /^[a-z.-]+$/.test(problem) ? { problem } : {}),
	...(typeof which === 'string' ? { which: which.slice(0, WHICH_MOST) } : {}),
});
