import { prioritiseEndpoint, saveServiceEndpoint, serviceEndpoint } from '#contract/service.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Problems } from '#platform/http/problem.ts';

import type { DialogueNeeds } from '../needs.ts';
import { readService, type SaveServiceFailure, saveService } from './save-service.ts';
import { type PriorityFailure, setPriority } from './set-priority.ts';

const saving: Problems<SaveServiceFailure> = {
	'access.denied': 403,
	'service.changed-meanwhile': 409,
	'service.spans-cross': 422,
	'service.never-open': 422,
	'service.closure-backwards': 422,
	'service.promise-twice': 422,
};
const urging: Problems<PriorityFailure> = { 'access.denied': 403, 'conversation.not-found': 404 };

export const deadlineRoutes = (mount: Mount, needs: DialogueNeeds): void => {
	const [read, save, prioritise] = [readService(needs), saveService(needs), setPriority(needs)];
	mount(serviceEndpoint, { problems: { 'access.denied': 403 }, handle: ({ unit }, { actor }) => read(unit, actor) });
	mount(saveServiceEndpoint, { problems: saving, handle: (input, { actor }) => save(input, actor) });
	mount(prioritiseEndpoint, { problems: urging, handle: (input, { actor }) => prioritise(input, actor) });
};
