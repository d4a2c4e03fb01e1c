import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';

import { composeText } from '#kernel/counting.ts';
import { megabytesOf } from '#kernel/megabyte.ts';
import { detailsFor } from '#kernel/post-kind.ts';
import { partsOf } from '#kernel/thread.ts';
import { Segments } from '../parts/segments.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { DetailList } from './detail-list.tsx';
import { FrozenMedia } from './frozen-media.tsx';
import { frozenToShow } from './frozen-to-show.ts';
import { useLanguageName } from './language-name.ts';
import { useOutletName } from './outlet-name.ts';
import { PartsToRead } from './parts-to-read.tsx';
import type { Frozen, PostView } from './shapes.ts';

type ContentProps = Readonly<{ post: PostView }>;
type FrozenRendition = Frozen['renditions'][number];

/** The content exactly as it goes or went out, one rendition at a time; the choice stands in the address. */
export function ContentSheet({ post }: ContentProps) {
	const say = useTranslations('editorial.page');
	const navigate = useNavigate();
	const { fassung } = useSearch({ strict: false });
	const { frozen } = frozenToShow(post);
	const nameOf = useOutletName();
	const renditions = frozen?.renditions ?? [];
	const current = renditions.find(({ presence }) => presence === fassung) ?? renditions[0];
	if (!frozen || !current) return <DraftContent post={post} />;
	const outlets = renditions.map(({ presence, ...rest }) => ({ ...rest, id: presence }));
	const options = outlets.map((outlet) => ({ value: outlet.id, label: nameOf(outlet, outlets) }));
	const choose = (value: string) => void navigate({ to: '.', search: { fassung: value }, replace: true });
	return (
		<Sheet
			title={say('content')}
			end={<Segments label={say('rendition')} options={options} value={current.presence} onChange={choose} />}
		>
			<RenditionBody post={post} frozen={frozen} rendition={current} />
		</Sheet>
	);
}

/** What can be played gets room for its controls. */
const lookOf = ({ media }: FrozenRendition): string => {
	if (media.length === 0) return 'pad';
	return media.some(({ film }) => film !== undefined) ? 'pad content played' : 'pad content';
};

type BodyProps = Readonly<{ post: PostView; frozen: Frozen; rendition: FrozenRendition }>;

function RenditionBody({ post, frozen, rendition }: BodyProps) {
	const say = useTranslations('editorial.page');
	const home = rendition.channel === 'newsroom';
	const { parts: posts } = rendition;
	const rule = post.outlets.find(({ id }) => id === rendition.presence)?.text;
	const { link } = rendition;
	const composed = (text: string, pictures: number, leads: boolean): string =>
		home || !rule
			? text
			: composeText(
					{ text, pictures, ...(leads && link ? { link } : {}) },
					{ most: rule.most, counting: rule.counting, linkIsCard: rule.linkIsCard },
				);
	const picturesOf = (at: number) =>
		posts?.[at]?.media.map((place) => {
			const media = rendition.media[place];
			return media && <FrozenMedia key={media.sha256} post={post} media={media} at={place} />;
		});
	return (
		<div className={posts ? 'pad' : lookOf(rendition)}>
			{rendition.media.length > 0 && !posts && (
				<div className="stack">
					{rendition.media.map((media, at) => (
						<FrozenMedia key={media.sha256} post={post} media={media} at={at} />
					))}
				</div>
			)}
			<div className="body-p" lang={frozen.language}>
				{home && <b>{frozen.title}</b>}
				<Front rendition={rendition} />
				{posts ? (
					<PartsToRead
						parts={posts.map(({ text, media }, at) => composed(text, media.length, at === 0))}
						above={picturesOf}
					/>
				) : (
					<p className="ed-pre">{composed(rendition.text, rendition.media.length, true)}</p>
				)}
				{rendition.document && <DocumentLine document={rendition.document} />}
				{home && frozen.details && <DetailList details={frozen.details} />}
				{home && <Translated frozen={frozen} />}
				{frozen.correction && <p className="hint">{say('correction', { reason: frozen.correction })}</p>}
				{rule?.linkIsCard && !home && rendition.link && <p className="hint">{say('card', { link: rendition.link })}</p>}
			</div>
		</div>
	);
}

/** What is said before it there, who may quote and answer it, and in which list its film stands. */
function Front({ rendition: { warning, quotes, replyControl, list } }: Readonly<{ rendition: FrozenRendition }>) {
	const say = useTranslations('editorial.front');
	return (
		<>
			{warning?.words && (
				<p className="ed-warned">
					<b>{say('warning')}:</b> {warning.words}
				</p>
			)}
			{warning?.graphic && <p className="hint">{say('graphic')}</p>}
			{quotes && <p className="hint">{say(`there-quotes-${quotes}`)}</p>}
			{replyControl && <p className="hint">{say(`there-replies-${replyControl}`)}</p>}
			{list && <p className="hint">{say('there-list', { title: list.title })}</p>}
		</>
	);
}

type LineProps = Readonly<{ document: NonNullable<FrozenRendition['document']> }>;

/** The very file that goes out, to be read before one approves it. */
function DocumentLine({ document: { id, title, name, bytes } }: LineProps) {
	const say = useTranslations('editorial.document');
	return (
		<p>
			<a href={`/api/documents/${id}`} download={name}>
				{title}
			</a>{' '}
			<span className="hint">{say('size', { megabytes: megabytesOf(bytes) })}</span>
		</p>
	);
}

/** The further language versions: they stand on pages of their own and are approved with the rest. */
function Translated({ frozen: { translations = [] } }: Pick<BodyProps, 'frozen'>) {
	const nameOf = useLanguageName();
	return translations.map(({ language, title, text }) => (
		<section key={language} className="ed-translated">
			<h3 className="lab">{nameOf(language)}</h3>
			<div lang={language} dir="auto">
				<b>{title}</b>
				<p className="ed-pre">{text}</p>
			</div>
		</section>
	));
}

/** Nothing was frozen yet: the words as they are being written. */
function DraftContent({ post }: ContentProps) {
	const say = useTranslations('editorial.page');
	const details = detailsFor(post.kind, post.details);
	return (
		<Sheet title={say('content')}>
			<div className="pad body-p" lang={post.language}>
				{post.kind === 'thread' ? <PartsToRead parts={partsOf(post.text)} /> : <p className="ed-pre">{post.text}</p>}
				{details && <DetailList details={details} />}
			</div>
		</Sheet>
	);
}
