import {
	addTargetEndpoint,
	handOverEndpoint,
	handoverSharesEndpoint,
	handoversEndpoint,
	listTargetsEndpoint,
	retireTargetEndpoint,
	settleHandoverEndpoint,
	unmaskEndpoint,
} from '#contract/handover.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Problems } from '#platform/http/problem.ts';

import type { DialogueNeeds } from '../needs.ts';
import type { ReadFailure } from '../read-conversation.ts';
import { type HandOverFailure, handOver } from './hand-over.ts';
import { handoverShares, readHandovers } from './read.ts';
import { type SettleFailure, settleHandover } from './settle.ts';
import { addTarget, listTargets, retireTarget, type TargetFailure } from './targets.ts';
import { unmask } from './words.ts';

const reading: Problems<ReadFailure> = { 'conversation.not-found': 404, 'access.denied': 403 };
const targeting: Problems<TargetFailure> = {
	'handover.address-unfit': 422,
	'access.denied': 403,
	'handover.no-such-target': 404,
};
const settling: Problems<SettleFailure> = {
	'conversation.not-found': 404,
	'access.denied': 403,
	'handover.nothing-to-settle': 409,
};
const handing: Problems<HandOverFailure> = {
	'conversation.not-found': 404,
	'access.denied': 403,
	'conversation.closed': 409,
	'conversation.other-world': 409,
	'conversation.answer-elsewhere': 409,
	'conversation.moved-on': 409,
	'conversation.reply-waiting': 409,
	'conversation.wider-than-message': 422,
	'conversation.reply-blocked': 422,
	'handover.no-such-target': 422,
	'handover.nothing-to-send': 422,
	'handover.needs-file-reference': 422,
};

export const mountHandover = (mount: Mount, needs: DialogueNeeds): void => {
	const list = listTargets(needs);
	const [add, retire, read] = [addTarget(needs), retireTarget(needs), readHandovers(needs)];
	const [hand, settle, show, shares] = [handOver(needs), settleHandover(needs), unmask(needs), handoverShares(needs)];
	mount(listTargetsEndpoint, { problems: {}, handle: (_, { actor }) => list(actor) });
	mount(addTargetEndpoint, { problems: targeting, handle: (input, { actor }) => add(input, actor) });
	mount(retireTargetEndpoint, { problems: targeting, handle: ({ id }, { actor }) => retire(id, actor) });
	mount(handoversEndpoint, {
		problems: reading,
		handle: ({ conversationId }, { actor }) => read(conversationId, actor),
	});
	mount(handOverEndpoint, { problems: handing, handle: (input, { actor }) => hand(input, actor) });
	mount(settleHandoverEndpoint, { problems: settling, handle: (input, { actor }) => settle(input, actor) });
	mount(unmaskEndpoint, { problems: reading, handle: (input, { actor }) => show(input, actor) });
	mount(handoverSharesEndpoint, { problems: {}, handle: (_, { actor }) => shares(actor) });
};
