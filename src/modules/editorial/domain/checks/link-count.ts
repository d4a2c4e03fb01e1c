import { composeText, countLinks } from '#kernel/counting.ts';

import type { Content } from '../post.ts';
import { composeRendition, NEWSROOM, type Outlet } from '../rendition.ts';
import { type Finding, finding } from './finding.ts';

interface About {
	readonly outlets: readonly Outlet[];
	readonly link: string;
}

/** Networks that refuse a post with more different addresses than they like, the one back to the house among them. */
export const linkCountFindings = (content: Content, { outlets, link }: About): Finding[] =>
	content.renditions.flatMap((rendition) => {
		const { presenceId } = rendition;
		const outlet = outlets.find(({ id }) => id === presenceId);
		const rule = outlet?.limits?.text;
		if (outlet === undefined || rule?.mostLinks === undefined || outlet.channel === NEWSROOM) return [];
		const { mostLinks: most } = rule;
		const { text, parts } = composeRendition(content, rendition, { outlet, link });
		const first = composeText({ text: parts?.[0]?.text ?? text, link, pictures: content.media.length }, rule);
		const counts = [first, ...(parts ?? []).slice(1).map((part) => part.text)].map(countLinks);
		const count = Math.max(...counts);
		if (count <= most) return [];
		const values = { presence: outlet.name, count, most };
		const field = `rendition:${presenceId}`;
		return [finding({ rule: 'too-many-links', severity: 'block', field, presenceId, values })];
	});
