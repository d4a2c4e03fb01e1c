import {
	addLabelEndpoint,
	labelsEndpoint,
	mergeEndpoint,
	othersEndpoint,
	retireLabelEndpoint,
	splitEndpoint,
	triageEndpoint,
	unmergeEndpoint,
} from '#contract/triage.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Problems } from '#platform/http/problem.ts';

import type { DialogueNeeds } from '../needs.ts';
import { triage } from './act.ts';
import { addLabel, type LabelFailure, listLabels, retireLabel } from './labels.ts';
import { type JoinFailure, merge, unmerge } from './merge.ts';
import { readOthers } from './others.ts';
import { type SplitFailure, split } from './split.ts';

const labelling: Problems<LabelFailure> = {
	'access.denied': 403,
	'label.too-many': 409,
	'label.there-already': 409,
	'label.not-found': 404,
};

const joining: Problems<JoinFailure> = {
	'access.denied': 403,
	'conversation.not-found': 404,
	'conversation.moved-on': 409,
	'conversation.other-gone': 422,
	'conversation.not-alike': 422,
	'conversation.merged-already': 409,
	'conversation.handed-over': 409,
	'conversation.moderated': 409,
};
const splitting: Problems<SplitFailure> = {
	'access.denied': 403,
	'conversation.not-found': 404,
	'conversation.moved-on': 409,
	'conversation.no-such-message': 422,
	'conversation.nothing-left': 422,
	'conversation.moderated': 409,
};

export const mountTriage = (mount: Mount, needs: DialogueNeeds): void => {
	const [sort, list, add, retire] = [triage(needs), listLabels(needs), addLabel(needs), retireLabel(needs)];
	const [join, part, cut, others] = [merge(needs), unmerge(needs), split(needs), readOthers(needs)];
	mount(othersEndpoint, {
		problems: { 'conversation.not-found': 404, 'access.denied': 403 },
		handle: ({ conversationId }, { actor }) => others(conversationId, actor),
	});
	mount(mergeEndpoint, { problems: joining, handle: (input, { actor }) => join(input, actor) });
	mount(unmergeEndpoint, { problems: joining, handle: (input, { actor }) => part(input, actor) });
	mount(splitEndpoint, { problems: splitting, handle: (input, { actor }) => cut(input, actor) });
	mount(triageEndpoint, { problems: {}, handle: (input, { actor }) => sort(input, actor) });
	mount(labelsEndpoint, { problems: {}, handle: () => list() });
	mount(addLabelEndpoint, { problems: labelling, handle: (input, { actor }) => add(input, actor) });
	mount(retireLabelEndpoint, { problems: labelling, handle: (input, { actor }) => retire(input, actor) });
};
