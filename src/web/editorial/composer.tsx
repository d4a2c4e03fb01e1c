import { memo, useCallback, useDeferredValue, useState } from 'react';
import { useTranslations } from 'use-intl';

import { askForApprovalEndpoint, sendBackEndpoint } from '#contract/editorial-acts.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { WhoIsHere } from '../parts/here.tsx';
import { Icon } from '../parts/icon.tsx';
import { useSpeakMoment } from '../parts/moment.tsx';
import { useNow } from '../parts/now.ts';
import { PageHead } from '../parts/sheet.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { PostPlanSheet } from '../planning/post-plan-sheet.tsx';
import { CommentsSheet } from './approval-comments.tsx';
import { ApprovalRoute } from './approval-route.tsx';
import { ChecksSheet } from './checks-sheet.tsx';
import { ConflictDialog, nameOf } from './conflict-dialog.tsx';
import { CopyLinkSheet } from './copy-link-sheet.tsx';
import { DraftMenu } from './draft-menu.tsx';
import { useHereAtPost } from './here-at-post.ts';
import { PreviewLinksSheet } from './preview-links-sheet.tsx';
import { RenditionsSheet } from './renditions-sheet.tsx';
import type { PostView } from './shapes.ts';
import { StatementSheet } from './statement-sheet.tsx';
import { TranslationsSheet } from './translations-sheet.tsx';
import { useChecks } from './use-checks.ts';
import { type Draft, useDraft } from './use-draft.ts';

type ComposerProps = Readonly<{ post: PostView }>;

/** Write once, see every rendition beside it, mend what the checks find, ask for approval. */
export function Composer({ post }: ComposerProps) {
	const say = useTranslations('editorial.composer');
	const draft = useDraft(post);
	// What the checks found is drawn when no key waits.
	const checked = useDeferredValue(useChecks(post.id, draft.fields));
	const later = useDeferredValue(draft);
	const { flush } = draft;
	const blocks =
		checked?.findings.filter(({ severity, waived }) => severity === 'block' && waived === null).length ?? 0;
	const title = String(draft.fields['title'] ?? '') || say('untitled');
	const [conflict] = draft.conflicts;
	const ask = useAct(askForApprovalEndpoint, { topics: ['post'] });
	const back = useAct(sendBackEndpoint, { topics: ['post'], onDone: () => announce(say('taken-back')) });
	const announce = useAnnounce();
	const others = useHereAtPost(post.id, draft.unsaved || draft.saving);
	const [unsaved, setUnsaved] = useState(false);
	const save = useCallback(async () => {
		const saved = await flush();
		setUnsaved(!saved);
		return saved;
	}, [flush]);
	const askNow = async () => {
		if ((await save()) && (await ask.run({ id: post.id })).ok)
			announce(say('asked'), () => void back.run({ id: post.id, reason: say('undo-reason') }));
	};
	const end = (
		<>
			<WhoIsHere others={others} />
			<SavedLine draft={draft} post={post} />
			<StillMenu post={post} onSave={save} />
			<Button
				kind="main"
				icon="stamp"
				busy={ask.busy}
				blocked={blocks > 0 ? say('blocked', { count: blocks }) : undefined}
				onPress={() => void askNow()}
			>
				{say('ask')}
			</Button>
		</>
	);
	const path = (
		<>
			<DeskLink to="/redaktion">{say('back')}</DeskLink>
			<Icon name="chevron-right" />
			<span>{say(post.correction ? 'correction' : 'drafts')}</span>
		</>
	);
	return (
		<>
			<PageHead title={title} path={path} end={end} />
			<FormSummary failure={ask.failure ?? draft.failure} errors={unsaved ? [say('not-saved')] : []} />
			{post.correctionReason && (
				<p className="hint pad-b">{say('correction-reason', { reason: post.correctionReason })}</p>
			)}
			<div className="comp">
				<StatementSheet post={post} draft={draft} findings={checked?.findings ?? []} checked={checked} />
				<div className="stack">
					<RenditionsSheet post={post} draft={draft} checked={checked} />
					<TranslationsSheet draft={draft} />
				</div>
				<div className="stack">
					<StillChecks post={post} draft={later} checked={checked} />
					<Around post={post} />
				</div>
			</div>
			{conflict && <ConflictDialog post={post} draft={draft} conflict={conflict} />}
		</>
	);
}

const StillMenu = memo(DraftMenu);
const StillChecks = memo(ChecksSheet);

/** What typing does not change. */
const Around = memo(({ post }: ComposerProps) => (
	<>
		<CommentsSheet post={post} />
		<ApprovalRoute post={post} />
		<PreviewLinksSheet post={post} />
		<CopyLinkSheet post={post} />
		<PostPlanSheet postId={post.id} mayWrite={post.may.write} />
	</>
));

type SavedLineProps = Readonly<{ draft: Draft; post: PostView }>;

/** "Gespeichert vor 4 Sekunden"; says it to a screen reader only when something is wrong. */
function SavedLine({ draft, post }: SavedLineProps) {
	const say = useTranslations('editorial.composer');
	const speak = useSpeakMoment();
	// The page's clock ticks every few seconds, so what was saved just now may lie ahead of it.
	const now = useNow();
	if (draft.failure)
		return (
			<span className="hint" role="alert">
				{say('save-failed')}
			</span>
		);
	const other = draft.joinedWith === null ? undefined : nameOf(post, draft.joinedWith);
	if (other !== undefined)
		return (
			<span className="hint" role="status">
				{say('joined', { name: other })}
			</span>
		);
	if (draft.saving || draft.unsaved) return <span className="hint">{say('saving')}</span>;
	return (
		<span className="hint">
			{draft.savedAt === null
				? say('all-saved')
				: say('saved', { when: speak(draft.savedAt > now ? now : draft.savedAt) })}
		</span>
	);
}
