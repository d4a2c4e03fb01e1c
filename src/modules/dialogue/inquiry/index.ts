import {
	answerInquiryEndpoint,
	askedOfMeEndpoint,
	askInquiryEndpoint,
	askOnEndpoint,
	inquiriesEndpoint,
	inquiryDraftEndpoint,
	inquiryEndpoint,
	takeInquiryEndpoint,
	withdrawInquiryEndpoint,
} from '#contract/inquiries.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Problems } from '#platform/http/problem.ts';

import type { ReadFailure } from '../read-conversation.ts';
import { type AskFailure, ask } from './ask.ts';
import { inquiryDraft } from './draft.ts';
import { askedOfMe, readInquiries, readInquiry } from './read.ts';
import { answer, askOn, type SettleFailure, take, withdraw } from './settle.ts';
import type { InquiryNeeds } from './whom.ts';

const reading: Problems<ReadFailure> = { 'conversation.not-found': 404, 'access.denied': 403 };
const asking: Problems<AskFailure> = {
	'access.denied': 403,
	'conversation.not-found': 404,
	'conversation.closed': 409,
	'inquiry.nobody-there': 422,
	'inquiry.yourself': 422,
	'inquiry.due-past': 422,
	'inquiry.no-such-message': 422,
	'inquiry.personal-data': 422,
};
const settling: Problems<SettleFailure> = {
	'access.denied': 403,
	'conversation.not-found': 404,
	'inquiry.not-found': 404,
	'inquiry.over': 409,
	'inquiry.answered-before': 409,
	'inquiry.answers-once': 409,
	'inquiry.due-past': 422,
	'inquiry.nothing-to-take': 422,
};

export const mountInquiries = (mount: Mount, needs: InquiryNeeds): void => {
	const [list, draft, mine, one] = [readInquiries(needs), inquiryDraft(needs), askedOfMe(needs), readInquiry(needs)];
	const acts = { ask: ask(needs), on: askOn(needs), withdraw: withdraw(needs), take: take(needs) };
	const reply = answer(needs);
	mount(inquiriesEndpoint, {
		problems: reading,
		handle: ({ conversationId }, { actor }) => list(conversationId, actor),
	});
	mount(inquiryDraftEndpoint, { problems: reading, handle: (asked, { actor }) => draft(asked, actor) });
	mount(askInquiryEndpoint, { problems: asking, handle: (input, { actor }) => acts.ask(input, actor) });
	mount(askOnEndpoint, { problems: settling, handle: (input, { actor }) => acts.on(input, actor) });
	mount(withdrawInquiryEndpoint, { problems: settling, handle: (input, { actor }) => acts.withdraw(input, actor) });
	mount(takeInquiryEndpoint, { problems: settling, handle: (input, { actor }) => acts.take(input, actor) });
	mount(askedOfMeEndpoint, { problems: {}, handle: (query, { actor }) => mine(query, actor) });
	mount(inquiryEndpoint, {
		problems: { 'inquiry.not-found': 404 },
		handle: ({ id }, { actor }) => one(id, actor),
	});
	mount(answerInquiryEndpoint, { problems: settling, handle: (input, { actor }) => reply(input, actor) });
};
