import type { Content } from '../post.ts';
import { type Outlet, warningFor } from '../rendition.ts';
import { type Finding, finding } from './finding.ts';

/** A content warning has words, and its author knows where they are not shown. */
export const warningFindings = (content: Content, { outlets }: { readonly outlets: readonly Outlet[] }): Finding[] => {
	const { warning, renditions } = content;
	if (!warning) return [];
	if (warning.words.trim() === '') return [finding({ rule: 'warning-empty', severity: 'block', field: 'warning' })];
	return renditions.flatMap((rendition) => {
		const outlet = outlets.find(({ id }) => id === rendition.presenceId);
		const { beside, line } = warningFor(content, rendition, outlet);
		if (outlet === undefined || beside !== null || line !== null) return [];
		const { id: presenceId, name: presence } = outlet;
		return [
			finding({ rule: 'warning-not-shown', severity: 'warning', field: 'warning', presenceId, values: { presence } }),
		];
	});
};
