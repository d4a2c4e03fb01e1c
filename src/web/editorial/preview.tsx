import { useTranslations } from 'use-intl';

import { composeText } from '#kernel/counting.ts';

import { CutPicture } from '../library/cut-picture.tsx';
import { Icon } from '../parts/icon.tsx';
import type { Outlet, PicturePlaced } from './shapes.ts';

type PreviewProps = Readonly<{
	outlet: Pick<Outlet, 'channel' | 'name' | 'handle' | 'text'>;
	/** Whose account it is. */
	authority: string;
	theme: 'light' | 'dark';
	text: string;
	title: string;
	topic: string | null;
	link: string;
	/** Address of the first picture of the post. */
	picture: string | undefined;
	/** That picture with its place in the library, where it is known. */
	placed?: PicturePlaced | undefined;
	/** Answers to choose from. */
	options: readonly string[];
}>;

/** The layout of the network in neutral colours: where the text stands, the picture, the card. Never its logo or its blue. */
export function Preview(props: PreviewProps) {
	const { outlet, theme, picture, placed } = props;
	// A recording has no size of its own: its cover is shown as it is.
	const image =
		placed && placed.width > 0 ? (
			<CutPicture {...placed} focus={placed.library.focus} shape={placed.library.crops[outlet.channel] ?? 'whole'} />
		) : (
			picture && <img className="art" src={picture} alt="" />
		);
	return (
		<div className={`pv pv-${theme}`}>
			{outlet.channel === 'newsroom' ? <Page {...props} image={image} /> : <Status {...props} image={image} />}
		</div>
	);
}

type WithImage = PreviewProps & Readonly<{ image: React.ReactNode }>;

function Page({ title, text, topic, image }: WithImage) {
	return (
		<>
			{image}
			{topic && <small className="pv-m">{topic}</small>}
			<b className="pv-h">{title}</b>
			<p className="pv-x">{text}</p>
		</>
	);
}

function Status({ outlet, authority, text, title, link, image, options }: WithImage) {
	const say = useTranslations('editorial.renditions');
	const rule = outlet.text;
	const pictures = image ? 1 : 0;
	const whole = rule
		? composeText({ text, link, pictures }, { most: rule.most, counting: rule.counting, linkIsCard: rule.linkIsCard })
		: text;
	const card = rule?.linkIsCard && pictures === 0;
	return (
		<>
			<div className="hd">
				<span className="ava">
					<Icon name="building" />
				</span>
				<div>
					<b>{authority}</b>
					<small>{outlet.handle ? `@${outlet.handle.replace(/^@/, '')}` : outlet.name}</small>
				</div>
			</div>
			<p className="pv-x">{whole}</p>
			{options.length > 0 && (
				<ul className="pv-poll">
					{[...new Set(options)].map((option) => (
						<li key={option}>{option}</li>
					))}
				</ul>
			)}
			{image}
			{card && (
				<div className="card">
					{new URL(link).hostname}
					<b>{title}</b>
				</div>
			)}
			<div className="ft" title={say('reactions')}>
				<Icon name="forward" />
				<Icon name="refresh-cw" />
				<Icon name="link" />
			</div>
		</>
	);
}
