import { listPresencesEndpoint } from '#contract/channels.ts';
import { viewsEndpoint } from '#contract/desk.ts';
import { conversationsEndpoint } from '#contract/dialogue.ts';
import { listPostsEndpoint } from '#contract/editorial.ts';
import { personsEndpoint, unitsEndpoint } from '#contract/people.ts';

import type { Say } from '../languages/index.ts';
import { call } from '../parts/call.ts';
import type { IconName } from '../parts/icons.ts';
import type { DeskOffice } from './office.tsx';

export interface PaletteHit {
	readonly key: string;
	readonly label: string;
	/** Its state in a few words. */
	readonly hint?: string;
	readonly icon: IconName;
	/** Page of the desk. */
	readonly to: string;
}

interface Search {
	readonly text: string;
	readonly say: Say;
	readonly may: DeskOffice['may'];
}

type Source = (search: Search) => Promise<readonly PaletteHit[]>;

const MOST = 6;

const findPosts: Source = async ({ text, say, may }) => {
	if (!may('post.read')) return [];
	const found = await call(listPostsEndpoint, { q: text, limit: MOST });
	if (!found.ok) return [];
	return found.value.items.map(({ id, title, state }) => ({
		key: `post-${id}`,
		label: title || say('shell.palette.untitled'),
		hint: say(`shell.palette.post.${state}`),
		icon: 'newspaper',
		to: `/redaktion/${id}`,
	}));
};

const findConversations: Source = async ({ text, may }) => {
	if (!may('conversation.read')) return [];
	const found = await call(conversationsEndpoint, { view: 'all', search: text, limit: MOST });
	if (!found.ok) return [];
	return found.value.items.map(({ id, counterpart, excerpt }) => ({
		key: `conversation-${id}`,
		label: excerpt,
		hint: counterpart,
		icon: 'messages-square',
		to: `/dialog/${id}`,
	}));
};

const findPersons: Source = async ({ text, may }) => {
	if (!may('person.read')) return [];
	const found = await call(personsEndpoint, { q: text, limit: MOST });
	if (!found.ok) return [];
	return found.value.items.map(({ id, name, mail }) => ({
		...{ key: `person-${id}`, label: name, hint: mail ?? '' },
		...{ icon: 'user', to: `/einrichtung/personen/${id}` },
	}));
};

const has = (text: string, ...words: readonly (string | null)[]): boolean =>
	words.some((word) => word?.toLocaleLowerCase().includes(text.toLocaleLowerCase()));

const findUnits: Source = async ({ text, may }) => {
	if (!may('unit.manage')) return [];
	const found = await call(unitsEndpoint, {});
	if (!found.ok) return [];
	return found.value.items
		.filter(({ name, short }) => has(text, name, short))
		.slice(0, MOST)
		.map(({ id, name, short }) => ({
			...{ key: `unit-${id}`, label: name, hint: short },
			...{ icon: 'building', to: '/einrichtung/stellen' },
		}));
};

const findPresences: Source = async ({ text, may }) => {
	if (!may('presence.read')) return [];
	const found = await call(listPresencesEndpoint, { limit: 100 });
	if (!found.ok) return [];
	return found.value.items
		.filter(({ name, handle, channel }) => has(text, name, handle, channel))
		.slice(0, MOST)
		.map(({ id, name, handle, channel }) => ({
			...{ key: `presence-${id}`, label: name, hint: handle ?? channel },
			...{ icon: 'link', to: `/einrichtung/auftritte/${id}` },
		}));
};

/** The views of lists one keeps, under the name one gave them. */
const findViews: Source = async ({ text, may }) => {
	if (!may('post.read')) return [];
	const found = await call(viewsEndpoint, { place: 'editorial' });
	if (!found.ok) return [];
	return found.value.items
		.filter(({ name }) => has(text, name))
		.slice(0, MOST)
		.map(({ id, name, search }) => ({
			...{ key: `view-${id}`, label: name, icon: 'rows' },
			to: `/redaktion?${new URLSearchParams(search)}`,
		}));
};

export interface FoundGroup {
	readonly key: 'views' | 'posts' | 'conversations' | 'persons' | 'units' | 'presences';
	readonly hits: readonly PaletteHit[];
}

/** Asks every source at once. One that cannot be asked now gives nothing; pages and acts are found without it. */
export const findEverywhere = async (search: Search): Promise<FoundGroup[]> => {
	const [views, posts, conversations, persons, units, presences] = await Promise.all(
		[findViews, findPosts, findConversations, findPersons, findUnits, findPresences].map((find) => find(search)),
	);
	return [
		{ key: 'views', hits: views ?? [] },
		{ key: 'posts', hits: posts ?? [] },
		{ key: 'conversations', hits: conversations ?? [] },
		{ key: 'persons', hits: persons ?? [] },
		{ key: 'units', hits: units ?? [] },
		{ key: 'presences', hits: presences ?? [] },
	];
};
