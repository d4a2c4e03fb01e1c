import {
	approveReplyEndpoint,
	dropReplyEndpoint,
	giveBackReplyEndpoint,
	replyRuleEndpoint,
	saveReplyRuleEndpoint,
	waitingRepliesEndpoint,
} from '#contract/reply-approval.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Problems } from '#platform/http/problem.ts';

import type { DialogueNeeds } from '../needs.ts';
import { approveReply, type DecideReplyFailure, dropReply, giveBackReply } from './decide.ts';
import { waitingReplies } from './read.ts';
import { readReplyRule, type SaveRuleFailure, saveReplyRule } from './rule.ts';

const deciding: Problems<DecideReplyFailure> = {
	'access.denied': 403,
	'proposal.not-found': 404,
	'proposal.over': 409,
	'proposal.changed': 409,
	'proposal.own': 403,
	'conversation.not-found': 404,
	'conversation.closed': 409,
	'conversation.other-world': 409,
	'conversation.answer-elsewhere': 409,
	'conversation.moved-on': 409,
	'conversation.wider-than-message': 422,
	'conversation.reply-blocked': 422,
	'conversation.reply-waiting': 409,
};
const saving: Problems<SaveRuleFailure> = { 'access.denied': 403, 'proposal.rule-changed-meanwhile': 409 };

export const mountReplyApproval = (mount: Mount, needs: DialogueNeeds): void => {
	const [approve, giveBack, drop] = [approveReply(needs), giveBackReply(needs), dropReply(needs)];
	const [waiting, read, save] = [waitingReplies(needs), readReplyRule(needs), saveReplyRule(needs)];
	mount(waitingRepliesEndpoint, { problems: {}, handle: (query, { actor }) => waiting(query, actor) });
	mount(approveReplyEndpoint, { problems: deciding, handle: (input, { actor }) => approve(input, actor) });
	mount(giveBackReplyEndpoint, { problems: deciding, handle: (input, { actor }) => giveBack(input, actor) });
	mount(dropReplyEndpoint, { problems: deciding, handle: (input, { actor }) => drop(input, actor) });
	mount(replyRuleEndpoint, { problems: { 'access.denied': 403 }, handle: ({ unit }, { actor }) => read(unit, actor) });
	mount(saveReplyRuleEndpoint, { problems: saving, handle: (input, { actor }) => save(input, actor) });
};
