import { useTranslations } from 'use-intl';

import type { PostView } from './shapes.ts';

/** By which versions of the rules exactly this content was checked. */
export function VerdictLine({ post }: Readonly<{ post: PostView }>) {
	const say = useTranslations('editorial.checks');
	if (post.verdict === null) return null;
	const { checks, profile, warnings, waived } = post.verdict;
	return <p className="hint">{say('verdict', { checks, profile, warnings, waived })}</p>;
}
