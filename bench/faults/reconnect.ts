import { keepAppEndpoint } from '#contract/apps.ts';
import { reconnectPresenceEndpoint } from '#contract/channels.ts';
import { presenceTasksEndpoint } from '#contract/presence-health.ts';

import { PRACTICE_APP } from '../../src/practice/plain/oauth.ts';
import type { NetworkKind } from './plan.ts';
import type { Town } from './town.ts';

/**
 * Where a kill or a spoilt answer may take the access away for good. X takes a refresh token once, and the next one is in the
 * answer. Bluesky takes the old one for a while yet; LinkedIn's and YouTube's stay the same; keys of Mastodon, Facebook and
 * Instagram do not run out, and one of Threads lasts longer than any run.
 */
const mayLoseAccess: ReadonlySet<string> = new Set<NetworkKind>(['x']);

export interface Reconnected {
	/** Networks whose presence was connected anew, as the desk asked for it. */
	readonly again: readonly NetworkKind[];
	/** The desk asks for it where no access can be lost. */
	readonly locked: readonly string[];
}

/** Does what a person does whom the desk tells that a presence has lost its access: the owner of the account agrees once more. */
export const reconnectAsTold = async (town: Town): Promise<Reconnected> => {
	const lost = (await tasksAt(town)).filter(({ kind, stage }) => kind === 'not-well' && stage === 'unauthorised');
	const again: NetworkKind[] = [];
	for (const { presenceId, channel } of lost) {
		const place = town.networks.find(({ kind }) => kind === channel);
		if (place === undefined || !mayLoseAccess.has(channel)) continue;
		await keepAppAt(town, channel, place.network.origin);
		await reconnect(town, presenceId);
		again.push(place.kind);
	}
	const locked = lost.filter(({ channel }) => !mayLoseAccess.has(channel));
	return { again, locked: locked.map(({ channel }) => `${channel} asks for a person`) };
};

interface Asking {
	readonly method?: 'POST' | 'PUT';
	readonly body?: object;
}

/** Asks the desk's API as whoever manages the presences. */
const ask = async ({ desk }: Town, path: string, { method, body }: Asking = {}): Promise<unknown> => {
	const headers = { 'x-bench': desk.admin.id, 'content-type': 'application/json' };
	const sent = method === undefined ? {} : { method, body: JSON.stringify(body) };
	const answer = await fetch(desk.origin + path, { headers, ...sent });
	if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
	return answer.json();
};

export const tasksAt = async (town: Town) =>
	presenceTasksEndpoint.output.parse(await ask(town, presenceTasksEndpoint.path)).items;

/** The authority's own app at the network, as it stands in the register since the first presence there. */
const keepAppAt = (town: Town, channel: string, server: string): Promise<unknown> =>
	ask(town, keepAppEndpoint.path.replace(':network', channel), {
		method: 'PUT',
		body: { ...PRACTICE_APP, server },
	});

const reconnect = async (town: Town, id: string): Promise<void> => {
	const path = reconnectPresenceEndpoint.path.replace(':id', id);
	const begun = reconnectPresenceEndpoint.output.parse(await ask(town, path, { method: 'POST', body: {} }));
	const agreed = await fetch(begun.authorizeUrl ?? '', { redirect: 'manual' });
	const landed = await fetch(agreed.headers.get('location') ?? '', { redirect: 'manual' });
	const at = new URL(landed.headers.get('location') ?? '', town.desk.origin);
	if (at.searchParams.get('connected') !== id) throw new Error(`it could not be reconnected: ${at.search}`);
};
