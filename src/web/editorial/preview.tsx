import { useTranslations } from 'use-intl';

import { composeText } from '#kernel/counting.ts';

import { CutPicture } from '../library/cut-picture.tsx';
import { Icon } from '../parts/icon.tsx';
import type { Outlet, PicturePlaced } from './shapes.ts';

interface PreviewPart {
	readonly text: string;
	readonly picture?: string | undefined;
	readonly placed?: PicturePlaced | undefined;
}

type PreviewProps = Readonly<{
	outlet: Pick<Outlet, 'channel' | 'name' | 'handle' | 'text'>;
	/** Whose account it is. */
	authority: string;
	theme: 'light' | 'dark';
	text: string;
	title: string;
	topic: string | null;
	/** How it leads back; absent where it does not. */
	link: string | undefined;
	/** Address of the first picture of the post. */
	picture: string | undefined;
	/** That picture with its place in the library, where it is known. */
	placed?: PicturePlaced | undefined;
	/** What the document is called that goes along there. */
	document?: string | undefined;
	/** What is said before it, and whether the network covers its pictures. */
	warning?: Readonly<{ words: string; graphic: boolean }> | undefined;
	/** Answers to choose from. */
	options: readonly string[];
	/** The posts of a thread, each with its first picture; absent where it goes out as one. */
	parts?: readonly PreviewPart[] | undefined;
}>;

/** The layout of the network in neutral colours: where the text stands, the picture, the card. Never its logo or its blue. */
export function Preview(props: PreviewProps) {
	const { outlet, theme, parts } = props;
	const image = imageOf(outlet, props);
	if (parts !== undefined) return <Thread {...props} parts={parts} />;
	return (
		<div className={`pv pv-${theme}`}>
			<Layout {...props} image={image} />
		</div>
	);
}

const imageOf = (
	{ channel }: PreviewProps['outlet'],
	{ picture, placed }: Omit<PreviewPart, 'text'>,
): React.ReactNode =>
	// A recording has no size of its own: its cover is shown as it is.
	placed && placed.width > 0 ? (
		<CutPicture {...placed} focus={placed.library.focus} shape={placed.library.crops[channel] ?? 'whole'} />
	) : (
		picture && <img className="art" src={picture} alt="" />
	);

/** One post under the other, as a reader of the network finds them; the first leads back to the house. */
function Thread({ parts, ...props }: PreviewProps & Readonly<{ parts: readonly PreviewPart[] }>) {
	const posts = parts.map((part, at) => ({ ...part, number: at + 1 }));
	return (
		<ol className="pv-thread">
			{posts.map(({ number, text, ...still }) => (
				<li key={number} className={`pv pv-${props.theme}`}>
					<Status
						{...props}
						text={text}
						link={number === 1 ? props.link : undefined}
						image={imageOf(props.outlet, still)}
					/>
				</li>
			))}
		</ol>
	);
}

type WithImage = PreviewProps & Readonly<{ image: React.ReactNode }>;

function Layout(props: WithImage) {
	const { channel } = props.outlet;
	if (channel === 'newsroom') return <Page {...props} />;
	return channel === 'instagram' ? <PictureFirst {...props} /> : <Status {...props} />;
}

/** The picture leads, the words stand below it behind the name, and no address in them is a link. */
function PictureFirst({ outlet, authority, text, link, image }: WithImage) {
	const say = useTranslations('editorial.renditions');
	const whole = wordsAt(outlet, { text, link, pictures: image ? 1 : 0 });
	return (
		<>
			<Whose outlet={outlet} authority={authority} />
			{image ?? <p className="pv-none">{say('no-picture')}</p>}
			<div className="ft" title={say('reactions')}>
				<Icon name="refresh-cw" />
				<Icon name="forward" />
				<Icon name="link" />
			</div>
			<p className="pv-x">
				<b>{nameOf(outlet)}</b> {whole}
			</p>
		</>
	);
}

interface Said {
	readonly text: string;
	readonly link: string | undefined;
	readonly pictures: number;
}

/** The words as they stand there, with the link where it belongs into them. */
const wordsAt = ({ text: rule }: PreviewProps['outlet'], { text, link, pictures }: Said): string =>
	rule
		? composeText(
				{ text, pictures, ...(link ? { link } : {}) },
				{ most: rule.most, counting: rule.counting, linkIsCard: rule.linkIsCard },
			)
		: text;

const nameOf = ({ handle, name }: PreviewProps['outlet']): string => handle?.replace(/^@/, '') ?? name;

function Whose({ outlet, authority }: Pick<PreviewProps, 'outlet' | 'authority'>) {
	return (
		<div className="hd">
			<span className="ava">
				<Icon name="building" />
			</span>
			<div>
				<b>{authority}</b>
				<small>{outlet.handle ? `@${nameOf(outlet)}` : outlet.name}</small>
			</div>
		</div>
	);
}

/** The document as a reader finds it: what it is called, and of what kind it is. */
function DocumentLine({ document }: Pick<PreviewProps, 'document'>) {
	const say = useTranslations('editorial.document');
	if (document === undefined) return null;
	return (
		<div className="pv-doc">
			<Icon name="file-text" />
			<span>
				<b>{document.trim() || say('untitled')}</b>
				<small>PDF</small>
			</span>
		</div>
	);
}

function Page({ title, text, topic, image, warning, document }: WithImage) {
	return (
		<>
			{!warning?.words && image}
			{topic && <small className="pv-m">{topic}</small>}
			<b className="pv-h">{title}</b>
			<Folded words={warning?.words}>
				{warning?.words && image}
				<p className="pv-x">{text}</p>
				<DocumentLine document={document} />
			</Folded>
		</>
	);
}

type FoldedProps = Readonly<{ words: string | undefined; children: React.ReactNode }>;

/** With a warning one opens the rest oneself; the preview begins as a reader finds it. */
function Folded({ words, children }: FoldedProps) {
	if (!words) return children;
	return (
		<details className="pv-cw">
			<summary>{words}</summary>
			{children}
		</details>
	);
}

function Status({ outlet, authority, text, title, link, image: own, options, warning, document }: WithImage) {
	const say = useTranslations('editorial.renditions');
	const rule = outlet.text;
	const art = document === undefined ? own : null;
	const pictures = art ? 1 : 0;
	const image = art && warning?.graphic && !warning.words ? <p className="pv-covered">{say('covered')}</p> : art;
	const whole = wordsAt(outlet, { text, link, pictures });
	const card = rule?.linkIsCard && pictures === 0 && document === undefined && link;
	return (
		<>
			<Whose outlet={outlet} authority={authority} />
			<Folded words={warning?.words}>
				<p className="pv-x">{whole}</p>
				{options.length > 0 && (
					<ul className="pv-poll">
						{[...new Set(options)].map((option) => (
							<li key={option}>{option}</li>
						))}
					</ul>
				)}
				{image}
				<DocumentLine document={document} />
				{card && (
					<div className="card">
						{new URL(link).hostname}
						<b>{title}</b>
					</div>
				)}
			</Folded>
			<div className="ft" title={say('reactions')}>
				<Icon name="forward" />
				<Icon name="refresh-cw" />
				<Icon name="link" />
			</div>
		</>
	);
}
