import type { z } from 'zod';

import type { moderationEndpoint } from '#contract/moderation.ts';
import { instantOf, toIso } from '#kernel/time.ts';

/** What can be done in a conversation, as the desk reads it. */
export type Moderation = z.output<typeof moderationEndpoint.output>;

/** The last minute of a day where the house stands, on the wire. */
export const endOfDay = (day: string, zone: string): string | null => {
	const at = instantOf({ local: `${day}T23:59`, zone });
	return at === null ? null : toIso(at);
};
