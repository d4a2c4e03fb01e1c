import { z } from 'zod';

import { IdText, PageQuery } from './endpoint.ts';
import { HintKey } from './hints.ts';
import { AskingKind, Priority } from './service.ts';

export const ConversationState = z.enum(['open', 'waiting', 'answered', 'closed']);

/** What the desk shows: the first four are open conversations. */
export const conversationViews = [
	'open',
	'mine',
	'unit',
	'unassigned',
	'due',
	'waiting',
	'snoozed',
	'answered',
	'closed',
	'all',
] as const;
export const conversationSorts = ['due', 'newest', 'oldest'] as const;

export const ConversationQuery = PageQuery.extend({
	view: z.enum(conversationViews).default('open'),
	/** Only open conversations have a deadline; any other view falls back to the newest. */
	sort: z.enum(conversationSorts).optional(),
	unit: IdText.optional(),
	/** Instead of the state that the view stands for. */
	state: ConversationState.optional(),
	/** A presence, or `form` for the question form. */
	presence: IdText.optional(),
	channel: z.string().max(40).optional(),
	kind: AskingKind.optional(),
	priority: Priority.optional(),
	label: IdText.optional(),
	post: IdText.optional(),
	hint: HintKey.optional(),
	/** What stands in some message: inflected, within a compound, or with a slip. The best come first, whatever the sort. */
	search: z.string().trim().max(200).optional(),
});
