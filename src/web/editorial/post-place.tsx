import { useParams } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';

import { readPostEndpoint } from '#contract/editorial.ts';

import { Answer } from '../parts/answer.tsx';
import { useQueryOf } from '../parts/asking.ts';
import { Composer } from './composer.tsx';
import { PostPage } from './post-page.tsx';
import type { PostView } from './shapes.ts';

const isWritten = ({ state, correction, may }: PostView): boolean => may.write && (correction ?? state) === 'draft';

/** One post: the composer while somebody writes it, its page as soon as it waits, is planned, or is out. */
export function PostPlace() {
	const say = useTranslations('editorial');
	const { postId } = useParams({ strict: false });
	const query = useQueryOf(readPostEndpoint, { id: postId ?? '' }, { topics: ['post'] });
	return (
		<Answer query={query} what={say('list.what')}>
			{(post) => (isWritten(post) ? <Composer key={post.id} post={post} /> : <PostPage key={post.id} post={post} />)}
		</Answer>
	);
}
