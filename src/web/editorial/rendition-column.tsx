import { memo, useMemo } from 'react';
import { useTranslations } from 'use-intl';

import { type Details, optionsOf } from '#kernel/post-kind.ts';

import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { Plate } from '../parts/plate.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { useOffice } from '../shell/office.tsx';
import { DifferenceNote } from './difference-note.tsx';
import { differencesOf } from './differences.ts';
import { FilmLine } from './film-line.tsx';
import { documentThere, FrontNote, frontOf } from './front-note.tsx';
import { Lengths } from './lengths.tsx';
import { LinkChoice, useLinkBack } from './link-choice.tsx';
import { ListChoice } from './list-choice.tsx';
import { MarkedText } from './marked-text.tsx';
import { Preview } from './preview.tsx';
import { ReplyField } from './reply-field.tsx';
import type { Checked, Outlet, PostView } from './shapes.ts';
import { SpeaksField } from './speaks-field.tsx';
import type { Draft } from './use-draft.ts';
import { useSuggest } from './use-suggest.ts';
import { isThread } from './use-thread.ts';

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
	const { authority } = useOffice();
	const suggest = useSuggest(post.unitId, channel);
	const words = useWords({ id, name, draft, checked });
	const { field, follows, text, found, align } = words;
	const thread = isThread(draft);
	const { shown, beside, warning } = frontOf(outlet, draft, text);
	const source = follows && showsStatement(outlet, thread) ? 'text' : field;
	const findings = (checked?.findings ?? []).filter((finding) => finding.field === source);
	const parts = checked?.renditions.find(({ presenceId }) => presenceId === id)?.parts;
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
				language={String(draft.fields['language'] ?? 'de')}
				findings={findings}
				differing={found.added}
				suggest={suggest}
				onChange={(value) => draft.set(field, value)}
			/>
			<LinkChoice outlet={outlet} name={name} draft={draft} text={text} link={post.copyLink} />
			<ReplyField outlet={outlet} name={name} draft={draft} />
			<Lengths outlet={outlet} text={shown} beside={beside} link={link} pictures={pictures.length} parts={parts} />
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
			<Preview
				outlet={outlet}
				theme={theme}
				text={shown}
				warning={warning}
				title={title}
				topic={typeof draft.fields['topic'] === 'string' ? draft.fields['topic'] : null}
				link={link}
				{...stillOf(pictures[0], placed[0])}
				authority={authority.name}
				document={documentThere(outlet, draft)}
				options={outlet.polls ? optionsIn(draft) : []}
				parts={parts?.map((part) => ({
					text: part.text,
					...stillOf(
						part.media[0],
						post.media.find((media) => media.id === part.media[0]),
					),
				}))}
			/>
		</div>
	);
}

/** The first picture as a preview shows it; a film only once a picture stands for it. */
const stillOf = (id: string | undefined, placed: PostView['media'][number] | undefined) => {
	const isShown = id !== undefined && (placed?.film === undefined || placed.hasPoster === true);
	return { picture: isShown ? `/api/media/${id}/480` : undefined, placed: isShown ? placed : undefined };
};

/** What of the draft a column shows besides its own words. */
const SHOWN = ['language', 'media', 'topic', 'kind', 'warning', 'quotes', 'document'] as const;

/** A column is drawn anew for what it shows, not for every key that is pressed in the statement or in another column. */
export const RenditionColumn = memo(Column, (before, now) => {
	const own = ['rendition', 'leads', 'replies', 'list'].map((kind) => `${kind}:${now.outlet.id}`);
	const fields = [...SHOWN, ...own];
	const { draft: old, onGive: gave, ...plain } = before;
	const { draft, onGive: gives } = now;
	return (
		Object.entries(plain).every(([key, value]) => now[key as keyof typeof plain] === value) && // NOTE: keys of the same props.
		(gave === undefined) === (gives === undefined) &&
		fields.every((field) => old.fields[field] === draft.fields[field])
	);
});

/** The words of a rendition beside those it would have if it followed the statement. */
const useWords = ({ id, name, draft, checked }: Pick<ColumnProps, 'name' | 'draft' | 'checked'> & { id: string }) => {
	const say = useTranslations('editorial.renditions');
	const announce = useAnnounce();
	const field = `rendition:${id}`;
	const own = draft.fields[field];
	const seen = checked?.renditions.find(({ presenceId }) => presenceId === id);
	const follows = typeof own !== 'string';
	const text = follows ? (seen?.text ?? '') : own;
	const house = follows ? text : (seen?.house ?? text);
	const found = useMemo(() => differencesOf(house, text), [house, text]);
	const align = () => {
		draft.set(field, null);
		announce(say('aligned', { name }), () => draft.set(field, own));
	};
	return { field, follows, text, house, found, align };
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

/** The answers of a poll, where the post is one. */
const optionsIn = ({ fields }: Draft): readonly string[] => {
	// NOTE: the field holds what the office sent or what the fields of the details put in.
	const details = fields['details'] as Details | null;
	return fields['kind'] === 'poll' && details?.kind === 'poll' ? optionsOf(details) : [];
};
