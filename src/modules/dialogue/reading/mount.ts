import { dismissHintEndpoint } from '#contract/hints.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Problems } from '#platform/http/problem.ts';

import type { DialogueNeeds } from '../needs.ts';
import { dismissHint, type HintFailure } from './dismiss-hint.ts';

const dismissing: Problems<HintFailure> = {
	'access.denied': 403,
	'conversation.not-found': 404,
	'conversation.no-such-hint': 422,
};

export const mountReading = (mount: Mount, needs: DialogueNeeds): void => {
	const dismiss = dismissHint(needs);
	mount(dismissHintEndpoint, { problems: dismissing, handle: (input, { actor }) => dismiss(input, actor) });
};
