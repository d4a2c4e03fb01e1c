import { composeText } from '#kernel/counting.ts';
import { minutes } from '#kernel/time.ts';

import type { OutgoingRendition, Visibility } from '../../channel.ts';
import type { MastodonAccess } from './wire.ts';

/** SPEC: docs.joinmastodon.org/methods/statuses, header Idempotency-Key: kept up to one hour. Five minutes stay as a margin. */
export const KEYS_LIVE_MS = minutes(55);

export const onWire: Readonly<Record<Visibility, string>> = {
	public: 'public',
	unlisted: 'unlisted',
	followers: 'private',
	private: 'direct',
};

/** The text as it will stand on the network. */
export const textOf = (rendition: OutgoingRendition, access: MastodonAccess): string =>
	composeText(
		{
			text: rendition.text,
			pictures: rendition.media.length,
			...(rendition.link === undefined ? {} : { link: rendition.link }),
			...(rendition.replyTo?.extra?.['handle'] === undefined ? {} : { answers: rendition.replyTo.extra['handle'] }),
		},
		access.capabilities.text,
	);
