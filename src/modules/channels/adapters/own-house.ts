import { quotePolicies } from '#kernel/quoting.ts';

import type { Abilities, Capabilities } from '../channel.ts';
import { fediverseFilm, houseFilm } from './film-limits.ts';

const MEBI = 1024 * 1024;

export const newsroomAbilities: Abilities = { film: houseFilm, warnings: 'words' };

/** The own house counts nothing and forgets nothing. */
export const newsroomCapabilities: Capabilities = {
	text: { most: 20_000, counting: 'none', linkIsCard: true },
	media: {
		most: 20,
		mostBytes: 20_000_000,
		altMost: 2000,
		mimes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
	},
	...newsroomAbilities,
	edit: true,
	withdraw: true,
	visibilities: ['public'],
	remembersKeysForMs: null,
};

export const fediverseAbilities: Abilities = { film: fediverseFilm, warnings: 'words', quotes: quotePolicies };

/** What the own Fediverse takes: everything can be changed and taken back, and the limits are our own. */
export const fediverseCapabilities: Capabilities = {
	text: { most: 20_000, counting: 'graphemes', linkIsCard: true },
	media: { most: 10, mostBytes: 16 * MEBI, altMost: 1500, mimes: ['image/jpeg', 'image/png', 'image/webp'] },
	...fediverseAbilities,
	edit: true,
	withdraw: true,
	visibilities: ['public', 'unlisted', 'followers', 'private'],
	remembersKeysForMs: null,
};
