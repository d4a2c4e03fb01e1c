import { useState } from 'react';
import { useTranslations } from 'use-intl';

import {
	endPreviewLinkEndpoint,
	listPreviewLinksEndpoint,
	makePreviewLinkEndpoint,
	previewDays,
} from '#contract/sharing.ts';
import { instant } from '#kernel/time.ts';

import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Select, TextField } from '../parts/field.tsx';
import { useSpeakMoment } from '../parts/moment.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { SecretOnce } from '../people/settings/secret-once.tsx';
import type { PostView } from './shapes.ts';

type SheetProps = Readonly<{ post: PostView }>;

/** Secret links to the post for people without an account: who has one, until when, and how to end it. */
export function PreviewLinksSheet({ post }: SheetProps) {
	const say = useTranslations('editorial.preview');
	const speak = useSpeakMoment();
	const announce = useAnnounce();
	const [making, setMaking] = useState(false);
	const { data } = useQueryOf(listPreviewLinksEndpoint, { id: post.id }, { topics: ['post'] });
	const { run, busy, failure } = useAct(endPreviewLinkEndpoint, { topics: ['post'] });
	const end = async (linkId: string, name: string) => {
		if ((await run({ id: post.id, linkId })).ok) announce(say('ended', { name }));
	};
	return (
		<Sheet title={say('title')}>
			<div className="pad stack">
				<FormSummary failure={failure} />
				<p className="hint">{say('about')}</p>
				{(data?.items ?? []).map(({ id, note, by, expiresAt }) => (
					<div key={id} className="ed-share">
						<div>
							<b>{note}</b>
							<p className="hint">
								{say('by', { name: by.name })}, {say('until', { when: speak(instant(expiresAt)) })}
							</p>
						</div>
						{post.may.write && (
							<Button small busy={busy} onPress={() => void end(id, note)}>
								{say('end')}
								<span className="sr">, {note}</span>
							</Button>
						)}
					</div>
				))}
				{post.may.write && (
					<div className="acts">
						<Button icon="link" onPress={() => setMaking(true)}>
							{say('make')}
						</Button>
					</div>
				)}
			</div>
			{making && <MakeDialog post={post} onClose={() => setMaking(false)} />}
		</Sheet>
	);
}

type DialogProps = SheetProps & Readonly<{ onClose: () => void }>;

function MakeDialog({ post, onClose }: DialogProps) {
	const say = useTranslations('editorial.preview');
	const [note, setNote] = useState('');
	const [days, setDays] = useState('3');
	const [link, setLink] = useState<string>();
	const make = useAct(makePreviewLinkEndpoint, { topics: ['post'], onDone: (made) => setLink(made.link) });
	const acts = link ? (
		<Button onPress={onClose}>{say('close')}</Button>
	) : (
		<>
			<Button onPress={onClose}>{say('leave')}</Button>
			<Button
				kind="main"
				icon="link"
				busy={make.busy}
				blocked={note.trim().length < 2 ? say('no-name') : undefined}
				onPress={() => void make.run({ id: post.id, note, days: Number(days) })}
			>
				{say('make')}
			</Button>
		</>
	);
	return (
		<Dialog title={say('make')} onClose={onClose} acts={acts}>
			<FormSummary failure={make.failure} />
			{link ? (
				<SecretOnce label={say('once')} hint={say('once-text')} value={link} />
			) : (
				<>
					<TextField label={say('for')} hint={say('for-hint')} value={note} onChange={setNote} autoFocus />
					<Select
						label={say('days')}
						value={days}
						onChange={setDays}
						options={previewDays.map((count) => ({ value: String(count), label: say('day', { count }) }))}
					/>
				</>
			)}
		</Dialog>
	);
}
