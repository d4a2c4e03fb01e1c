import { useTranslations } from 'use-intl';

import { Stamp, type StampState } from '../parts/stamp.tsx';
import type { PostRow } from './shapes.ts';

const stamps = {
	draft: 'draft',
	'in-approval': 'approval',
	approved: 'approval',
	scheduled: 'planned',
	published: 'published',
	withdrawn: 'withdrawn',
} as const satisfies Record<PostRow['state'], StampState>;

type PostStampProps = Readonly<{ post: Pick<PostRow, 'state' | 'correction'> }>;

/** Where a post stands, and where its correction does. */
export function PostStamp({ post: { state, correction } }: PostStampProps) {
	const say = useTranslations('editorial');
	return (
		<>
			<Stamp state={stamps[state]}>{say(`state.${state}`)}</Stamp>
			{correction && <Stamp state={stamps[correction]}>{say(`correction.${correction}`)}</Stamp>}
		</>
	);
}
