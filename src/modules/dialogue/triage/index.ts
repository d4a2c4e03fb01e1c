import { addLabelEndpoint, labelsEndpoint, retireLabelEndpoint, triageEndpoint } from '#contract/triage.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Problems } from '#platform/http/problem.ts';

import type { DialogueNeeds } from '../needs.ts';
import { triage } from './act.ts';
import { addLabel, type LabelFailure, listLabels, retireLabel } from './labels.ts';

const labelling: Problems<LabelFailure> = {
	'access.denied': 403,
	'label.too-many': 409,
	'label.there-already': 409,
	'label.not-found': 404,
};

export const mountTriage = (mount: Mount, needs: DialogueNeeds): void => {
	const [sort, list, add, retire] = [triage(needs), listLabels(needs), addLabel(needs), retireLabel(needs)];
	mount(triageEndpoint, { problems: {}, handle: (input, { actor }) => sort(input, actor) });
	mount(labelsEndpoint, { problems: {}, handle: () => list() });
	mount(addLabelEndpoint, { problems: labelling, handle: (input, { actor }) => add(input, actor) });
	mount(retireLabelEndpoint, { problems: labelling, handle: (input, { actor }) => retire(input, actor) });
};
