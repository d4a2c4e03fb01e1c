/** @jsxImportSource hono/jsx */
import { sayLength } from '#kernel/film.ts';

import { placeOf } from './facts.tsx';
import { Layout } from './layout.tsx';
import type { Card, Listed, View } from './model.ts';
import { Empty, foreign, Item } from './parts.tsx';

export interface ShowShown {
	readonly title: string;
	readonly description: string;
	readonly language: string;
	readonly cover: string;
	readonly coverAlt: string;
	readonly side: number;
}

interface Props {
	readonly view: View;
	/** Null as long as the podcast cannot be subscribed to. */
	readonly show: ShowShown | null;
	readonly list: Listed<Card>;
}

/** The podcast: what it is, how to subscribe to it, and its episodes. */
export const PodcastPage = ({ view, show, list }: Props) => {
	const { say, site } = view;
	const title = show?.title ?? say('podcast.title');
	return (
		<Layout
			view={view}
			title={title}
			current="news"
			{...(show ? { description: show.description, picture: show.cover, podcast: show.title } : {})}
		>
			<div class="in pcols">
				<section aria-labelledby="titel">
					<div {...(show ? foreign(view, show.language) : {})}>
						<h1 class="s" id="titel">
							{title}
						</h1>
						{show && <p>{show.description}</p>}
					</div>
					<h2 class="sr">{say('podcast.episodes')}</h2>
					{list.items.map((card) => (
						<Item key={card.slug} view={view} card={card} mark={<Place view={view} card={card} />} />
					))}
					{list.items.length === 0 && <Empty title={say('podcast.none')} />}
					{list.next && (
						<p class="mehr">
							<a class="btn" href={list.next} rel="next">
								{say('podcast.older')}
							</a>
						</p>
					)}
				</section>
				{show && (
					<div class="rail2">
						<section class="box line" aria-labelledby="abonnieren">
							<img class="art" src={show.cover} alt={show.coverAlt} width={show.side} height={show.side} />
							<h2 id="abonnieren">{say('feeds.title')}</h2>
							<p class="hint">{say('podcast.how')}</p>
							<p class="adr mono">{`${site.origin}/podcast.rss`}</p>
							<p>
								<a href="/podcast.rss" type="application/rss+xml">
									{say('podcast.feed')}
								</a>
							</p>
						</section>
					</div>
				)}
			</div>
		</Layout>
	);
};

/** Which episode it is and how long it lasts, beside the day. */
const Place = ({ view: { say }, card: { details, film } }: { view: View; card: Card }) => {
	const place = details?.kind === 'podcast' ? placeOf(say, details) : '';
	return (
		<>
			{place !== '' && <span>{place}</span>}
			{film && <span>{sayLength(film.ms)}</span>}
		</>
	);
};
