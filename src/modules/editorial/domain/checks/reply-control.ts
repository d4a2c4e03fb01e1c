import type { Content } from '../post.ts';
import type { Outlet } from '../rendition.ts';
import { type Finding, finding } from './finding.ts';

/** Who keeps answers to some is told whom that shuts out; and that a network may not know the choice. */
export const replyControlFindings = (
	{ renditions }: Content,
	{ outlets }: { readonly outlets: readonly Outlet[] },
): Finding[] =>
	renditions.flatMap(({ presenceId, replyControl }) => {
		const outlet = outlets.find(({ id }) => id === presenceId);
		if (replyControl === undefined || !outlet?.limits) return [];
		const place = { field: `rendition:${presenceId}`, presenceId, values: { presence: outlet.name } };
		return outlet.limits.replyControls?.includes(replyControl)
			? [finding({ rule: 'replies-limited', severity: 'hint', paragraph: 'Art. 5 GG', ...place })]
			: [finding({ rule: 'replies-not-limitable', severity: 'block', ...place })];
	});
