import { likeEndpoint } from '#contract/liking.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Problems } from '#platform/http/problem.ts';

import type { DialogueNeeds } from '../needs.ts';
import { type LikeFailure, like } from './like.ts';

const liking: Problems<LikeFailure> = {
	'conversation.not-found': 404,
	'access.denied': 403,
	'conversation.no-such-message': 422,
	'conversation.other-world': 409,
	'like.not-here': 422,
};

export const mountLiking = (mount: Mount, needs: DialogueNeeds): void => {
	const set = like(needs);
	mount(likeEndpoint, { problems: liking, handle: (input, { actor }) => set(input, actor) });
};
