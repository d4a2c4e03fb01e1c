import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { changeLibraryItemEndpoint, readLibraryItemEndpoint, removeLibraryItemEndpoint } from '#contract/library.ts';
import { isSound } from '#kernel/film.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { PageHead, Sheet } from '../parts/sheet.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { CaptionsSheet } from './captions-sheet.tsx';
import { CropsSheet } from './crops-sheet.tsx';
import { DescriptionFields } from './description-fields.tsx';
import { FilmSheet, SoundSheet } from './film-sheet.tsx';
import { FocusField } from './focus-field.tsx';
import { HistorySheet } from './history-sheet.tsx';
import { Lacks } from './lacks.tsx';
import { RightsFields } from './rights-fields.tsx';
import { type Facts, type LibraryItem, nameOf } from './shapes.ts';
import { TranscriptSheet } from './transcript-sheet.tsx';
import { UsesSheet } from './uses-sheet.tsx';

/** One picture: what is to be seen, whose it is, how it is cut, where it is used. */
export function ItemPage() {
	const say = useTranslations('library.item');
	const { mediaId } = useParams({ strict: false });
	const query = useQueryOf(readLibraryItemEndpoint, { id: mediaId ?? '' }, { topics: ['media', 'post'] });
	const [round, setRound] = useState(0);
	const again = async () => {
		await query.refetch();
		setRound(round + 1);
	};
	return (
		<Answer query={query} what={say('what')}>
			{(item) => <Shown key={`${item.id} ${round}`} item={item} onFresh={() => void again()} />}
		</Answer>
	);
}

type ShownProps = Readonly<{ item: LibraryItem; onFresh: () => void }>;

function Shown({ item, onFresh }: ShownProps) {
	const say = useTranslations('library.item');
	const announce = useAnnounce();
	const [base] = useState(item.version);
	const [facts, setFacts] = useState<Facts>(item.facts);
	const change = (part: Partial<Facts>) => setFacts({ ...facts, ...part });
	const isChanged = JSON.stringify(facts) !== JSON.stringify(item.facts);
	const { run, busy, failure } = useAct(changeLibraryItemEndpoint, {
		topics: ['media', 'post'],
		onDone: () => {
			announce(say('saved'));
			onFresh();
		},
	});
	const stale = failure?.type === 'library.changed-meanwhile';
	const end = item.mayChange && (
		<>
			<RemoveButton item={item} />
			<Button
				kind="main"
				icon="check"
				busy={busy}
				blocked={isChanged ? undefined : say('nothing-changed')}
				onPress={() => void run({ id: item.id, base, facts })}
			>
				{say('save')}
			</Button>
		</>
	);
	return (
		<>
			<PageHead
				title={nameOf({ title: item.facts.title, name: item.name })}
				path={<DeskLink to="/medien">{say('back')}</DeskLink>}
				sub={item.width === 0 ? item.name : say('about', { width: item.width, height: item.height, name: item.name })}
				end={end}
			/>
			<Lacks lacks={item.lacks} expiresOn={item.facts.expiresOn} />
			<FormSummary failure={failure} />
			{stale && (
				<Button icon="refresh-cw" onPress={onFresh}>
					{say('read-again')}
				</Button>
			)}
			<fieldset className="lib-item" disabled={!item.mayChange}>
				<legend className="sr">{say('what')}</legend>
				{item.film && isSound(item.mime) ? (
					<div className="stack">
						<SoundSheet item={item} facts={facts} onChange={change} />
						<TranscriptSheet facts={facts} onChange={change} />
						<CaptionsSheet item={item} facts={facts} onChange={change} />
					</div>
				) : item.film ? (
					<div className="stack">
						<FilmSheet item={item} facts={facts} onChange={change} />
						<CaptionsSheet item={item} facts={facts} onChange={change} />
					</div>
				) : (
					<div className="stack">
						<Sheet title={say('picture')}>
							<FocusField item={item} focus={facts.focus} onChange={(focus) => change({ focus })} />
						</Sheet>
						<CropsSheet item={item} facts={facts} onChange={(crops) => change({ crops })} />
					</div>
				)}
				<div className="stack">
					<Sheet title={say('description')}>
						<DescriptionFields facts={facts} onChange={change} />
					</Sheet>
					<Sheet title={say('rights')}>
						<RightsFields facts={facts} onChange={change} />
					</Sheet>
					<UsesSheet item={item} />
					<HistorySheet item={item} />
				</div>
			</fieldset>
		</>
	);
}

type ItemProps = Readonly<{ item: LibraryItem }>;

/** A picture that stands in a post stays; the button says so before it is pressed. */
function RemoveButton({ item }: ItemProps) {
	const say = useTranslations('library.item');
	const navigate = useNavigate();
	const [asking, setAsking] = useState(false);
	const { run } = useAct(removeLibraryItemEndpoint, {
		topics: ['media'],
		onDone: () => void navigate({ to: '/medien' }),
	});
	return (
		<>
			<Button
				kind="danger"
				icon="trash"
				blocked={item.usedBy > 0 ? say('in-use', { count: item.usedBy }) : undefined}
				onPress={() => setAsking(true)}
			>
				{say('remove')}
			</Button>
			{asking && (
				<ConfirmDialog
					title={say('remove-title')}
					verb={say('remove-verb')}
					safe={say('leave')}
					icon="trash"
					danger
					onClose={() => setAsking(false)}
					onConfirm={() => run({ id: item.id })}
				>
					<p>{say('remove-text')}</p>
				</ConfirmDialog>
			)}
		</>
	);
}
