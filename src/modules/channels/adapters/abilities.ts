import type { Abilities, ChannelKind } from '../channel.ts';
import { blueskyAbilities } from './bluesky/capabilities.ts';
import { linkedinAbilities } from './linkedin/capabilities.ts';
import { mastodonAbilities } from './mastodon/abilities.ts';
import { fediverseAbilities, newsroomAbilities } from './own-house.ts';
import { threadsAbilities } from './threads/capabilities.ts';
import { xAbilities } from './x/capabilities.ts';

const none: Abilities = {};

/** What each kind of channel can by itself, as its adapter declares it. A presence learns it from here, however long ago it was connected. */
export const abilities: Readonly<Record<ChannelKind, Abilities>> = {
	newsroom: newsroomAbilities,
	activitypub: fediverseAbilities,
	mastodon: mastodonAbilities,
	bluesky: blueskyAbilities,
	x: xAbilities,
	threads: threadsAbilities,
	linkedin: linkedinAbilities,
	facebook: none,
	youtube: none,
	instagram: none,
};
