import type { Abilities } from '../../channel.ts';

/** SPEC: docs.joinmastodon.org/methods/statuses. Films, polls and who may quote each server says itself. */
export const mastodonAbilities: Abilities = { threads: true, warnings: 'words' };
