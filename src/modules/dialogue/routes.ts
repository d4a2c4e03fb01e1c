import { answerHelpEndpoint } from '#contract/answer-help.ts';
import { editReplyEndpoint, lookAtReplyEndpoint, withdrawReplyEndpoint } from '#contract/answering.ts';
import { hereAtConversationEndpoint } from '#contract/attendance.ts';
import {
	assignEndpoint,
	closeEndpoint,
	conversationCountsEndpoint,
	conversationEndpoint,
	conversationsEndpoint,
	noteEndpoint,
	reopenEndpoint,
	replyEndpoint,
	sourcesEndpoint,
	takeBackReplyEndpoint,
} from '#contract/dialogue.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Problems } from '#platform/http/problem.ts';
import type { ChangeFailure, editReply, withdrawReply } from './answering/change-sent.ts';
import type { answerHelp } from './answering/help.ts';
import type { lookAtReply } from './answering/look.ts';
import type { hereAtConversation } from './here-at-conversation.ts';
import type { TakeBackFailure, takeBack } from './planned/take-back.ts';
import type { countConversations, listConversations } from './queries.ts';
import type { ReadFailure, readConversation } from './read-conversation.ts';
import type { readSources } from './read-sources.ts';
import type { AnswerFailure, reply } from './reply.ts';
import type { addNote, assign, close, reopen, TendFailure } from './tend-conversation.ts';

interface Doors {
	readonly list: ReturnType<typeof listConversations>;
	readonly counts: ReturnType<typeof countConversations>;
	readonly read: ReturnType<typeof readConversation>;
	readonly here: ReturnType<typeof hereAtConversation>;
	readonly sources: ReturnType<typeof readSources>;
	readonly reply: ReturnType<typeof reply>;
	readonly note: ReturnType<typeof addNote>;
	readonly assign: ReturnType<typeof assign>;
	readonly close: ReturnType<typeof close>;
	readonly reopen: ReturnType<typeof reopen>;
	readonly help: ReturnType<typeof answerHelp>;
	readonly look: ReturnType<typeof lookAtReply>;
	readonly takeBack: ReturnType<typeof takeBack>;
	readonly editReply: ReturnType<typeof editReply>;
	readonly withdrawReply: ReturnType<typeof withdrawReply>;
}

const reading: Problems<ReadFailure> = { 'conversation.not-found': 404, 'access.denied': 403 };
const tending: Problems<TendFailure> = {
	'conversation.not-found': 404,
	'access.denied': 403,
	'conversation.nobody-there': 422,
	'conversation.not-closed': 409,
	'conversation.merged-already': 409,
};
const answering: Problems<AnswerFailure> = {
	'conversation.not-found': 404,
	'access.denied': 403,
	'conversation.closed': 409,
	'conversation.other-world': 409,
	'conversation.answer-elsewhere': 409,
	'conversation.moved-on': 409,
	'conversation.reply-waiting': 409,
	'conversation.wider-than-message': 422,
	'conversation.reply-blocked': 422,
};
const takingBack: Problems<TakeBackFailure> = {
	'conversation.not-found': 404,
	'access.denied': 403,
	'reply.not-waiting': 409,
};

const changing: Problems<ChangeFailure> = {
	...answering,
	'conversation.no-such-message': 422,
	'answer.not-out': 409,
	'answer.change-under-way': 409,
	'answer.cannot-edit': 422,
	'answer.cannot-withdraw': 422,
	'answer.leaving-now': 409,
	'answer.edit-needs-approval': 409,
};

export const dialogueRoutes = (mount: Mount, doors: Doors): void => {
	mount(conversationsEndpoint, { problems: {}, handle: (query, { actor }) => doors.list(query, actor) });
	mount(conversationCountsEndpoint, { problems: {}, handle: ({ unit }, { actor }) => doors.counts(unit, actor) });
	mount(sourcesEndpoint, { problems: {}, handle: (_, { actor }) => doors.sources(actor) });
	mount(conversationEndpoint, {
		problems: reading,
		handle: ({ conversationId }, { actor }) => doors.read(conversationId, actor),
	});
	mount(hereAtConversationEndpoint, { problems: reading, handle: (input, { actor }) => doors.here(input, actor) });
	mount(answerHelpEndpoint, { problems: reading, handle: (input, { actor }) => doors.help(input, actor) });
	mount(lookAtReplyEndpoint, { problems: reading, handle: (input, { actor }) => doors.look(input, actor) });
	mount(replyEndpoint, { problems: answering, handle: (input, { actor }) => doors.reply(input, actor) });
	mount(takeBackReplyEndpoint, { problems: takingBack, handle: (input, { actor }) => doors.takeBack(input, actor) });
	mount(editReplyEndpoint, { problems: changing, handle: (input, { actor }) => doors.editReply(input, actor) });
	mount(withdrawReplyEndpoint, { problems: changing, handle: (input, { actor }) => doors.withdrawReply(input, actor) });
	mount(noteEndpoint, { problems: tending, handle: (input, { actor }) => doors.note(input, actor) });
	mount(assignEndpoint, { problems: tending, handle: (input, { actor }) => doors.assign(input, actor) });
	mount(closeEndpoint, { problems: tending, handle: (input, { actor }) => doors.close(input, actor) });
	mount(reopenEndpoint, { problems: tending, handle: (input, { actor }) => doors.reopen(input, actor) });
};
