import {
	askErasureEndpoint,
	decideErasureEndpoint,
	erasuresEndpoint,
	exportCounterpartEndpoint,
	findCounterpartsEndpoint,
	retentionEndpoint,
	revealEndpoint,
	saveRetentionEndpoint,
} from '#contract/privacy.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Problems } from '#platform/http/problem.ts';

import type { DialogueNeeds } from '../needs.ts';
import { askErasure, decideErasure, type ErasureFailure, listErasures } from './erase.ts';
import { exportCounterpart } from './export.ts';
import { findCounterparts } from './find.ts';
import { reveal } from './reveal.ts';
import { type RetentionFailure, readRetention, saveRetention } from './settings.ts';

const erasing: Problems<ErasureFailure> = {
	'access.denied': 403,
	'counterpart.not-found': 404,
	'counterpart.asked-already': 409,
	'counterpart.no-such-erasure': 409,
	'counterpart.own-request': 409,
	'counterpart.held': 409,
};
const setting: Problems<RetentionFailure> = {
	'access.denied': 403,
	'retention.moved-on': 409,
	'retention.name-outlives-words': 422,
};

export const mountPrivacy = (mount: Mount, needs: DialogueNeeds): void => {
	const [find, give, read, save] = [
		findCounterparts(needs),
		exportCounterpart(needs),
		readRetention(needs),
		saveRetention(needs),
	];
	const [ask, decide, list] = [askErasure(needs), decideErasure(needs), listErasures(needs)];
	const show = reveal(needs);
	const denied = { 'access.denied': 403 } as const;
	mount(findCounterpartsEndpoint, { problems: denied, handle: (input, { actor }) => find(input, actor) });
	mount(revealEndpoint, {
		problems: { ...denied, 'conversation.not-found': 404 },
		handle: (input, { actor }) => show(input, actor),
	});
	mount(exportCounterpartEndpoint, {
		problems: { ...denied, 'counterpart.not-found': 404 },
		handle: (input, { actor }) => give(input, actor),
	});
	mount(askErasureEndpoint, { problems: erasing, handle: (input, { actor }) => ask(input, actor) });
	mount(decideErasureEndpoint, { problems: erasing, handle: (input, { actor }) => decide(input, actor) });
	mount(erasuresEndpoint, { problems: {}, handle: (input, { actor }) => list(input, actor) });
	mount(retentionEndpoint, { problems: {}, handle: () => read() });
	mount(saveRetentionEndpoint, { problems: setting, handle: (input, { actor }) => save(input, actor) });
};
