import { useTranslations } from 'use-intl';

import { recallPostEndpoint } from '#contract/editorial-acts.ts';
import { instant, minutes } from '#kernel/time.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { useNow } from '../parts/now.ts';
import type { PostView } from './shapes.ts';

type RecallProps = Readonly<{ post: PostView }>;

/** The last minute before it goes out: seconds left, and the button that stops it. */
export function RecallBand({ post }: RecallProps) {
	const say = useTranslations('editorial.recall');
	const now = useNow(500);
	const { run, busy, failure } = useAct(recallPostEndpoint, { topics: ['post', 'delivery'] });
	if (post.state !== 'scheduled' || post.dueAt === null) return null;
	const left = instant(post.dueAt) - now;
	if (left > minutes(5)) return null;
	return (
		<section className="sheet pad ed-recall" aria-label={say('label')}>
			<p role="timer">{left > 0 ? say('left', { seconds: Math.ceil(left / 1000) }) : say('going')}</p>
			{post.may.withdraw && left > 0 && (
				<Button icon="pause" busy={busy} onPress={() => void run({ id: post.id })}>
					{say('stop')}
				</Button>
			)}
			<FormSummary failure={failure} />
		</section>
	);
}
