import {
	closeAlarmEndpoint,
	confirmActEndpoint,
	emergencyEndpoint,
	liftActEndpoint,
	moderationEndpoint,
	moderationListEndpoint,
	raiseAlarmEndpoint,
	reviewObjectionEndpoint,
	saveEmergencyEndpoint,
	settleActEndpoint,
	takeStepEndpoint,
} from '#contract/moderation.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Problems } from '#platform/http/problem.ts';

import type { DialogueNeeds } from '../needs.ts';
import type { ReadFailure } from '../read-conversation.ts';
import { type AlarmFailure, closeAlarm, raiseAlarm } from './alarm.ts';
import { type ContactsFailure, readContacts, saveContacts } from './contacts.ts';
import { confirmAct, type DecideFailure, liftAct, settleAct } from './decide.ts';
import { type ReviewFailure, reviewObjection } from './objection.ts';
import { listModeration, readModeration } from './read.ts';
import { type TakeFailure, takeStep } from './take-step.ts';

const reading: Problems<ReadFailure> = { 'conversation.not-found': 404, 'access.denied': 403 };
const taking: Problems<TakeFailure> = {
	...reading,
	'conversation.closed': 409,
	'conversation.other-world': 409,
	'conversation.answer-elsewhere': 409,
	'conversation.moved-on': 409,
	'conversation.reply-waiting': 409,
	'conversation.wider-than-message': 422,
	'conversation.reply-blocked': 422,
	'moderation.step-unavailable': 422,
	'moderation.no-such-rule': 422,
	'moderation.end-missing': 422,
	'moderation.end-too-far': 422,
	'moderation.no-such-message': 422,
	'moderation.author-unknown': 422,
	'moderation.words-missing': 422,
};
const deciding: Problems<DecideFailure> = {
	...reading,
	'moderation.no-such-act': 404,
	'moderation.not-waiting': 409,
	'moderation.same-person': 403,
	'moderation.proposal-over': 409,
	'moderation.nothing-to-settle': 409,
	'moderation.not-standing': 409,
	'moderation.no-such-message': 422,
};
const reviewing: Problems<ReviewFailure> = { ...deciding, 'moderation.no-objection': 409 };
const alarming: Problems<AlarmFailure> = {
	...reading,
	'moderation.no-such-message': 422,
	'moderation.no-such-alarm': 404,
};
const contacting: Problems<ContactsFailure> = {
	'access.denied': 403,
	'moderation.contacts-changed-meanwhile': 409,
};

export const mountModeration = (mount: Mount, needs: DialogueNeeds): void => {
	const [read, list, take] = [readModeration(needs), listModeration(needs), takeStep(needs)];
	const [confirm, settle, lift, review] = [confirmAct(needs), settleAct(needs), liftAct(needs), reviewObjection(needs)];
	const [raise, close] = [raiseAlarm(needs), closeAlarm(needs)];
	const [contacts, save] = [readContacts(needs), saveContacts(needs)];
	mount(moderationEndpoint, {
		problems: reading,
		handle: ({ conversationId }, { actor }) => read(conversationId, actor),
	});
	mount(moderationListEndpoint, { problems: {}, handle: (query, { actor }) => list(query, actor) });
	mount(takeStepEndpoint, { problems: taking, handle: (input, { actor }) => take(input, actor) });
	mount(confirmActEndpoint, { problems: deciding, handle: (input, { actor }) => confirm(input, actor) });
	mount(settleActEndpoint, { problems: deciding, handle: (input, { actor }) => settle(input, actor) });
	mount(liftActEndpoint, { problems: deciding, handle: (input, { actor }) => lift(input, actor) });
	mount(reviewObjectionEndpoint, { problems: reviewing, handle: (input, { actor }) => review(input, actor) });
	mount(raiseAlarmEndpoint, { problems: alarming, handle: (input, { actor }) => raise(input, actor) });
	mount(closeAlarmEndpoint, { problems: alarming, handle: (input, { actor }) => close(input, actor) });
	mount(emergencyEndpoint, {
		problems: { 'access.denied': 403 },
		handle: ({ unit }, { actor }) => contacts(unit, actor),
	});
	mount(saveEmergencyEndpoint, { problems: contacting, handle: (input, { actor }) => save(input, actor) });
};
