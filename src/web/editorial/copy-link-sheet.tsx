import { useTranslations } from 'use-intl';

import { shortenPostEndpoint } from '#contract/sharing.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Sheet } from '../parts/sheet.tsx';
import type { PostView } from './shapes.ts';

type SheetProps = Readonly<{ post: PostView }>;

/** By which address the copies lead back to the house: that of the page, or a short one that counts nobody. */
export function CopyLinkSheet({ post }: SheetProps) {
	const say = useTranslations('editorial.copy-link');
	const { run, busy, failure } = useAct(shortenPostEndpoint, { topics: ['post'] });
	const short = post.copyLink !== post.link;
	const fixed = short && post.publishedAt !== null;
	return (
		<Sheet title={say('title')}>
			<div className="pad stack">
				<FormSummary failure={failure} />
				<code className="mono pl-link">{post.copyLink}</code>
				<p className="hint">{say(fixed ? 'fixed' : short ? 'short' : 'long')}</p>
				{post.may.write && !fixed && (
					<div className="acts">
						<Button icon="link" busy={busy} onPress={() => void run({ id: post.id, short: !short })}>
							{say(short ? 'lengthen' : 'shorten')}
						</Button>
					</div>
				)}
			</div>
		</Sheet>
	);
}
