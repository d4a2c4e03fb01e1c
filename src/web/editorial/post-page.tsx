import { useTranslations } from 'use-intl';

import { DeliveriesSheet } from '../delivery/deliveries-sheet.tsx';
import { VoicesSheet } from '../dialogue/voices-sheet.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { WhoIsHere } from '../parts/here.tsx';
import { Icon } from '../parts/icon.tsx';
import { Moment } from '../parts/moment.tsx';
import { PageHead } from '../parts/sheet.tsx';
import { PostPlanSheet } from '../planning/post-plan-sheet.tsx';
import { PostPressSheet } from '../press/post-press-sheet.tsx';
import { ProofBox } from '../records/proof-box.tsx';
import { useOffice } from '../shell/office.tsx';
import { CommentsSheet } from './approval-comments.tsx';
import { ApprovalSheet } from './approval-sheet.tsx';
import { ContentSheet } from './content-sheet.tsx';
import { useHereAtPost } from './here-at-post.ts';
import { HistorySheet } from './history-sheet.tsx';
import { PostActs } from './post-acts.tsx';
import { PostStamp } from './post-stamp.tsx';
import { PreviewLinksSheet } from './preview-links-sheet.tsx';
import { RecallBand } from './recall-band.tsx';
import { SeriesSheet } from './series-sheet.tsx';
import type { PostView } from './shapes.ts';

type PostPageProps = Readonly<{ post: PostView }>;

/** One post as it stands: what goes or went out, who approved it, what became of it. */
export function PostPage({ post }: PostPageProps) {
	const say = useTranslations('editorial.page');
	const { units } = useOffice();
	const others = useHereAtPost(post.id, false);
	const unit = units.find(({ id }) => id === post.unitId)?.name ?? '';
	const when = post.dueAt ?? post.publishedAt ?? post.changedAt;
	const out = post.publishedAt !== null;
	const path = (
		<>
			<DeskLink to="/redaktion">{say('back')}</DeskLink>
			<Icon name="chevron-right" />
			<span>{say('posts')}</span>
		</>
	);
	const sub = (
		<span className="tally">
			<PostStamp post={post} />
			<span className="hint">
				{unit}, <Moment at={post.publishedAt ?? when} />
			</span>
		</span>
	);
	const end = (
		<>
			<WhoIsHere others={others} />
			<PostActs post={post} />
		</>
	);
	return (
		<>
			<PageHead title={post.title || say('untitled')} path={path} sub={sub} end={end} />
			<RecallBand post={post} />
			{post.withdrawnNote && <p className="hint pad-b">{say('withdrawn', { note: post.withdrawnNote })}</p>}
			<div className="det">
				<div className="stack">
					<DeliveriesSheet subject={post.id} />
					<PostPressSheet post={post} />
					<SeriesSheet post={post} />
					<ApprovalSheet post={post} />
					<ContentSheet post={post} />
					{out && <VoicesSheet postId={post.id} unitId={post.unitId} />}
					<CommentsSheet post={post} />
				</div>
				<div className="stack">
					<ProofBox subject={post.id} {...(out ? { publicPage: `${post.link}/nachweis` } : {})} />
					{!out && post.state !== 'withdrawn' && <PreviewLinksSheet post={post} />}
					<PostPlanSheet postId={post.id} mayWrite={post.may.write} />
					<HistorySheet post={post} />
				</div>
			</div>
		</>
	);
}
