import { z } from 'zod';

import { networkNames } from '#kernel/channel-name.ts';

import { AtPresence, NewPresence, PresenceShape } from './channels.ts';
import { endpoint, IdText } from './endpoint.ts';
import { OpeningShape } from './opening.ts';

const ById = z.object({ id: IdText, name: z.string() });

export const planPresenceEndpoint = endpoint({
	method: 'POST',
	path: '/api/presences',
	allow: 'presence.manage',
	summary: 'Enters a presence as planned, with what was agreed for it, before it is connected.',
	input: NewPresence.extend({ network: z.enum(networkNames) }),
	output: PresenceShape,
	creates: true,
});

export const presenceOpeningEndpoint = endpoint({
	method: 'GET',
	path: '/api/presences/:id/opening',
	allow: 'presence.read',
	summary: 'What was agreed before a presence was opened; null where nobody has stated it.',
	input: AtPresence,
	output: z.object({
		facts: OpeningShape.omit({ responsibleId: true, deputyId: true })
			.extend({ responsible: ById, deputy: ById })
			.nullable(),
	}),
});

export const stateOpeningEndpoint = endpoint({
	method: 'PUT',
	path: '/api/presences/:id/opening',
	allow: 'presence.manage',
	summary: 'States what was agreed for a presence: consent, purpose, target group, who is responsible, resolution.',
	input: AtPresence.extend({ opening: OpeningShape }),
	output: PresenceShape,
});
