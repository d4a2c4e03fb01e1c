import { conversationsEndpoint } from '#contract/dialogue.ts';
import { listPostsEndpoint } from '#contract/editorial.ts';

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

export interface FoundGroup {
	readonly key: 'posts' | 'conversations';
	readonly hits: readonly PaletteHit[];
}

/** Asks every source at once. One that cannot be asked now gives nothing; pages and acts are found without it. */
export const findEverywhere = async (search: Search): Promise<FoundGroup[]> => {
	const [posts, conversations] = await Promise.all([findPosts(search), findConversations(search)]);
	return [
		{ key: 'posts', hits: posts },
		{ key: 'conversations', hits: conversations },
	];
};
