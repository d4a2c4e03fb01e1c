import {
	addRuleEndpoint,
	changeRuleEndpoint,
	conversationRulesEndpoint,
	dismissMatchEndpoint,
	hiddenByRuleEndpoint,
	moveRuleEndpoint,
	retireRuleEndpoint,
	reviewHiddenEndpoint,
	ruleMatchesEndpoint,
	rulesEndpoint,
	saveHidingEndpoint,
	switchRuleEndpoint,
	tryRuleEndpoint,
} from '#contract/rules.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Problems } from '#platform/http/problem.ts';

import type { DialogueNeeds } from '../needs.ts';
import { addRule, changeRule, type ManageFailure, moveRule, retireRule, saveHiding, switchRule } from './manage.ts';
import { conversationRules, dismissMatch, listMatches, type MatchFailure } from './matches.ts';
import { readRules } from './read.ts';
import { listHidden, type ReviewHiddenFailure, reviewHidden } from './review.ts';
import { type TryFailure, tryRule } from './try.ts';

const trying: Problems<TryFailure> = {
	'access.denied': 403,
	'rule.not-found': 404,
	'rule.changed-meanwhile': 409,
};
const managing: Problems<ManageFailure> = {
	...trying,
	'rule.too-many': 409,
	'rule.not-tried': 409,
	'rule.nothing-to-look-for': 422,
	'rule.pattern-too-wide': 422,
	'rule.no-effect': 422,
	'rule.not-by-form': 422,
	'conversation.no-such-label': 422,
	'moderation.no-such-rule': 422,
};
const matching: Problems<MatchFailure> = {
	'conversation.not-found': 404,
	'access.denied': 403,
	'rule.no-such-match': 404,
};
const reviewing: Problems<ReviewHiddenFailure> = {
	'access.denied': 403,
	'moderation.no-such-act': 404,
	'rule.reviewed-already': 409,
};

export const mountRules = (mount: Mount, needs: DialogueNeeds): void => {
	const problems = managing;
	const [add, change, turn] = [addRule(needs), changeRule(needs), switchRule(needs)];
	const [move, retire, hiding] = [moveRule(needs), retireRule(needs), saveHiding(needs)];
	const [read, trial, list] = [readRules(needs), tryRule(needs), listMatches(needs)];
	const [of, dismiss] = [conversationRules(needs), dismissMatch(needs)];
	const [hidden, review] = [listHidden(needs), reviewHidden(needs)];
	mount(rulesEndpoint, { problems: { 'access.denied': 403 }, handle: ({ unit }, { actor }) => read(unit, actor) });
	mount(addRuleEndpoint, { problems, handle: (input, { actor }) => add(input, actor) });
	mount(changeRuleEndpoint, { problems, handle: (input, { actor }) => change(input, actor) });
	mount(switchRuleEndpoint, { problems, handle: (input, { actor }) => turn(input, actor) });
	mount(moveRuleEndpoint, { problems, handle: (input, { actor }) => move(input, actor) });
	mount(retireRuleEndpoint, { problems, handle: (input, { actor }) => retire(input, actor) });
	mount(saveHidingEndpoint, { problems, handle: (input, { actor }) => hiding(input, actor) });
	mount(tryRuleEndpoint, { problems: trying, handle: (input, { actor }) => trial(input, actor) });
	mount(ruleMatchesEndpoint, { problems: trying, handle: (input, { actor }) => list(input, actor) });
	mount(conversationRulesEndpoint, {
		problems: matching,
		handle: ({ conversationId }, { actor }) => of(conversationId, actor),
	});
	mount(dismissMatchEndpoint, { problems: matching, handle: (input, { actor }) => dismiss(input, actor) });
	mount(hiddenByRuleEndpoint, { problems: {}, handle: (query, { actor }) => hidden(query, actor) });
	mount(reviewHiddenEndpoint, { problems: reviewing, handle: (input, { actor }) => review(input, actor) });
};
