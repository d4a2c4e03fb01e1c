import type { NewsroomNeeds, VoicesUnder } from './needs.ts';
import type { PageRow } from './store.ts';

const BELOW_THE_POST = 10;

/** What others said under a page, as far as its unit shows it. On trial the practice networks count as networks. */
export const voicesUnder =
	({ voices, trial }: Pick<NewsroomNeeds, 'voices' | 'trial'>) =>
	async (
		{ post_id: postId, unit_id: unitId }: Pick<PageRow, 'post_id' | 'unit_id'>,
		{ cursor, limit = BELOW_THE_POST }: { readonly cursor?: string | undefined; readonly limit?: number } = {},
	): ReturnType<VoicesUnder> =>
		(await voices?.({ postId, unitId, cursor, limit, practice: trial !== null })) ?? null;
