/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';

import { readerAddress } from './addresses.ts';
import { drawingFor } from './drawings.ts';
import type { Card, Picture, View } from './model.ts';

export const pictureAddress = ({ hash, sizes }: Picture, size = sizes.at(-1) ?? 0, format: 'jpg' | 'webp' = 'jpg') =>
	`/medien/${hash}/${size}.${format}`;

interface FigureProps {
	readonly picture: Picture;
	/** How wide it is shown at most, as the `sizes` attribute says it. */
	readonly shown: string;
	/** Beside a headline that says the same, the picture is decoration. */
	readonly decoration?: boolean;
}

export const Photo = ({ picture, shown, decoration }: FigureProps) => {
	const from = (format: 'jpg' | 'webp') =>
		picture.sizes.map((size) => `${pictureAddress(picture, size, format)} ${size}w`).join(', ');
	return (
		<picture>
			<source type="image/webp" srcset={from('webp')} sizes={shown} />
			<img
				class={picture.focus ? `art oy${Math.round(picture.focus.y * 10)}` : 'art'}
				src={pictureAddress(picture)}
				srcset={from('jpg')}
				sizes={shown}
				alt={decoration ? '' : picture.alt}
				width={picture.width}
				height={picture.height}
				loading={decoration ? 'lazy' : 'eager'}
			/>
		</picture>
	);
};

/** The photograph of a post, or the drawing of its topic. */
export const Art = ({ view, card, ...rest }: { view: View; card: Card; shown: string; decoration?: boolean }) =>
	card.picture ? (
		<Photo picture={card.picture} {...rest} />
	) : (
		<img class="art" src={view.site.drawings[drawingFor(card)]} alt="" width={640} height={360} />
	);

interface KickProps {
	readonly view: View;
	readonly card: Card;
	readonly exact?: boolean;
	readonly children?: Child;
}

export const Kick = ({ view, card, exact, children }: KickProps) => (
	<div class="kick">
		{card.topic && (
			<a class="top" href={view.say.at(`/thema/${card.topic.slug}`)}>
				{card.topic.name}
			</a>
		)}
		{card.unit && <a href={view.say.at(`/stelle/${card.unit.slug}`)}>{card.unit.name}</a>}
		<time datetime={new Date(card.publishedAt).toISOString()}>
			{exact ? view.say.moment(card.publishedAt) : view.say.lately(card.publishedAt, view.now)}
		</time>
		{children}
	</div>
);

/** Says in which language a text is, when it is not the language of the page around it. */
export const foreign = (view: View, language: string) =>
	language === view.say.language ? {} : ({ lang: language, dir: 'auto' } as const);

interface ItemProps {
	readonly view: View;
	readonly card: Card;
	/** Beside the topic, the unit and the day. */
	readonly mark?: Child;
	readonly children?: Child;
}

export const Item = ({ view, card, mark, children }: ItemProps) => (
	<article class="ni">
		<Art view={view} card={card} shown="(max-width: 45rem) 100vw, 168px" decoration />
		<div>
			<Kick view={view} card={card}>
				{mark}
			</Kick>
			<h3 {...foreign(view, card.language)}>
				<a href={readerAddress(view.say.language, card)}>{card.title}</a>
			</h3>
			<p {...foreign(view, card.language)}>{children ?? card.lead}</p>
		</div>
	</article>
);

export const Empty = ({ title, children }: { title: string; children?: Child }) => (
	<div class="empty">
		<b>{title}</b>
		<p>{children}</p>
	</div>
);

/** A sentence with one linked place in it: `{link}` in the language file says where. */
export const Linked = ({
	sentence,
	href,
	children,
}: {
	sentence: (mark: string) => string;
	href: string;
	children?: Child;
}) => {
	const [before = '', after = ''] = sentence('\u0000').split('\u0000');
	return (
		<>
			{before}
			<a href={href}>{children}</a>
			{after}
		</>
	);
};
