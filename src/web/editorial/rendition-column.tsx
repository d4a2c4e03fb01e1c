import { memo, useMemo } from 'react';
import { useTranslations } from 'use-intl';

import { Button } from '../parts/button.tsx';
import { Loading } from '../parts/empty.tsx';
import { Icon } from '../parts/icon.tsx';
import { Plate } from '../parts/plate.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { ColumnLengths, ColumnPreview } from './column-preview.tsx';
import { DifferenceNote } from './difference-note.tsx';
import { differencesOf } from './differences.ts';
import { FilmLine } from './film-line.tsx';
import { FrontNote } from './front-note.tsx';
import { LinkChoice, useLinkBack } from './link-choice.tsx';
import { ListChoice } from './list-choice.tsx';
import { MarkedText } from './marked-text.tsx';
import { ReplyField } from './reply-field.tsx';
import type { Checked, Outlet, PostView } from './shapes.ts';
import { SpeaksField } from './speaks-field.tsx';
import type { Draft } from './use-draft.ts';
import { useSuggest } from './use-suggest.ts';
import { isThread } from './use-thread.ts';
import { wordsShown } from './words-shown.ts';

type ColumnProps = Readonly<{
	post: PostView;
	outlet: Outlet;
	name: string;
	draft: Draft;
	title: string;
	checked: Checked | undefined;
	theme: 'light' | 'dark';
	place: string;
	/** Gives this text to the other networks; absent where there is none. */
	onGive?: ((text: string) => void) | undefined;
}>;

/** One rendition: its words, how many they are by that network's count, and how one reads them there. */
function Column({ post, outlet, name, draft, title, checked, theme, place, onGive }: ColumnProps) {
	const say = useTranslations('editorial.renditions');
	const { id, channel } = outlet;
	const suggest = useSuggest(post.unitId, channel);
	const thread = isThread(draft);
	const words = useWords({ outlet, name, draft, checked });
	const { field, follows, text, parts, found, align, counted } = words;
	const source = follows && showsStatement(outlet, thread) ? 'text' : field;
	const findings = (checked?.findings ?? []).filter((finding) => finding.field === source);
	const pictures = Array.isArray(draft.fields['media']) ? draft.fields['media'].map(String) : [];
	const link = useLinkBack(outlet, draft, post.copyLink);
	const placed = pictures.flatMap((one) => post.media.find((media) => media.id === one) ?? []);
	return (
		<div className={`fas ${place}`.trim()}>
			<Head outlet={outlet} name={name} onAlign={follows ? undefined : align} />
			{channel !== 'newsroom' && <SpeaksField presenceId={id} name={name} draft={draft} />}
			<MarkedText
				small
				label={say('rendition-of', { name })}
				value={text}
				waiting={!words.known}
				language={String(draft.fields['language'] ?? 'de')}
				findings={findings}
				differing={found.added}
				suggest={suggest}
				onChange={(value) => draft.set(field, value)}
			/>
			<LinkChoice outlet={outlet} name={name} draft={draft} text={text} link={post.copyLink} />
			<ReplyField outlet={outlet} name={name} draft={draft} />
			{counted && <ColumnLengths {...{ outlet, draft, text, parts, link, pictures: pictures.length }} />}
			{thread && <ThreadNote outlet={outlet} own={!follows} />}
			{!follows && (
				<DifferenceNote
					name={name}
					house={words.house}
					own={text}
					found={found}
					onAlign={align}
					onGive={onGive && (() => onGive(text))}
				/>
			)}
			<FrontNote outlet={outlet} draft={draft} />
			<ListChoice outlet={outlet} name={name} draft={draft} />
			<FilmLine outlet={outlet} name={name} media={placed} />
			<div className="pv-t">{say('preview')}</div>
			{counted ? (
				<ColumnPreview {...{ post, outlet, draft, title, theme, text, parts, link }} />
			) : (
				<Loading what={say('words')} />
			)}
		</div>
	);
}

/** What of the draft a column shows besides its own words. */
const SHOWN = ['language', 'media', 'topic', 'kind', 'details', 'warning', 'quotes', 'document'] as const;

/** A column is drawn anew for what it shows, not for every key that is pressed in the statement or in another column. */
export const RenditionColumn = memo(Column, (before, now) => {
	const own = ['rendition', 'speaks', 'leads', 'replies', 'list'].map((kind) => `${kind}:${now.outlet.id}`);
	const fields = [...SHOWN, ...own];
	const { draft: old, onGive: gave, ...plain } = before;
	const { draft, onGive: gives } = now;
	return (
		Object.entries(plain).every(([key, value]) => now[key as keyof typeof plain] === value) && // NOTE: keys of the same props.
		(gave === undefined) === (gives === undefined) &&
		fields.every((field) => old.fields[field] === draft.fields[field])
	);
});

type WordsGiven = Pick<ColumnProps, 'outlet' | 'name' | 'draft' | 'checked'>;

/** The words of a rendition beside those it would have if it followed the statement. */
const useWords = ({ outlet, name, draft, checked }: WordsGiven) => {
	const say = useTranslations('editorial.renditions');
	const announce = useAnnounce();
	const field = `rendition:${outlet.id}`;
	const own = draft.fields[field];
	const seen = checked?.renditions.find(({ presenceId }) => presenceId === outlet.id);
	const follows = typeof own !== 'string';
	const shown = wordsShown({ outlet, own, thread: isThread(draft), seen });
	const known = shown.text !== undefined;
	const text = shown.text ?? '';
	const house = follows ? text : (seen?.house ?? text);
	const found = useMemo(() => differencesOf(house, text), [house, text]);
	const align = () => {
		draft.set(field, null);
		announce(say('aligned', { name }), () => draft.set(field, own));
	};
	return { field, follows, ...shown, known, text, house, found, align };
};

type HeadProps = Readonly<{ outlet: Outlet; name: string; onAlign: (() => void) | undefined }>;

function Head({ outlet: { channel, practice }, name, onAlign }: HeadProps) {
	const say = useTranslations('editorial.renditions');
	return (
		<div className="fas-h">
			<Plate channel={channel} practice={practice} />
			{name}
			<span className="end">
				{channel === 'newsroom' && <Icon name="lock" />}
				{onAlign && (
					<>
						<Icon name="pen-line" />
						<span className="sr">{say('own-words')}</span>
						<Button small kind="quiet" icon="refresh-cw" label={say('align', { name })} onPress={onAlign} />
					</>
				)}
			</span>
		</div>
	);
}

/** The places found in a thread lie in its parts; in the own house it stands in one piece. */
const showsStatement = ({ channel }: Outlet, thread: boolean): boolean => channel === 'newsroom' && !thread;

type ThreadNoteProps = Readonly<{ outlet: Outlet; own: boolean }>;

/** What a thread becomes at this presence. */
function ThreadNote({ outlet: { channel, threads }, own }: ThreadNoteProps) {
	const say = useTranslations('editorial.thread');
	if (channel === 'newsroom') return null;
	if (!threads) return <p className="hint">{say('as-one')}</p>;
	return own ? <p className="hint">{say('mark')}</p> : null;
}
