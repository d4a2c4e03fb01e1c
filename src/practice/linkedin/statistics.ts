import { figuresOf } from '../plain/figures.ts';
import { findPost, type World } from '../plain/world.ts';
import type { Answer, Asked } from '../server.ts';
import { type Call, numberIn, urnOf } from './call.ts';
import { listIn, problem } from './words.ts';

/** SPEC: Share Statistics: of an organisation one administers, over the whole life of the posts that are named. */
export const showStatistics = (world: World, { query, search }: Asked, { account }: Call): Answer => {
	if (query.get('q') !== 'organizationalEntity') return problem(400, 'INVALID_PARAM', 'q: is not a known finder');
	if (query.get('organizationalEntity') !== urnOf(account))
		return problem(403, 'ACCESS_DENIED', 'organizationalEntity: not an organization that you administer');
	const shares = listIn(search, 'shares') ?? listIn(search, 'ugcPosts') ?? [];
	if (shares.length === 0) return problem(400, 'INVALID_PARAM', 'shares: List(...) is missing');
	const elements = shares.flatMap((share) => {
		const post = findPost(world, numberIn(share) ?? '');
		if (post === undefined || post.by !== account.id) return [];
		const { views, reach, likes, answers } = figuresOf(world, post);
		const seen = { impressionCount: views, uniqueImpressionsCount: reach, clickCount: 0, engagement: 0 };
		const totalShareStatistics = { ...seen, likeCount: likes, commentCount: answers, shareCount: 0 };
		return [{ organizationalEntity: urnOf(account), share, totalShareStatistics }];
	});
	return { status: 200, json: { paging: { start: 0, count: elements.length, links: [] }, elements } };
};
