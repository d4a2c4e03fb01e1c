/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';

import { type FeedPlace, Layout } from './layout.tsx';
import type { Card, Listed, Named, View } from './model.ts';
import { Empty, Item } from './parts.tsx';
import { Topics } from './start-page.tsx';

/** A month or year of the archive, as a link. */
export interface Month {
	readonly year: number;
	readonly month: number | null;
}

export interface FramedProps {
	readonly view: View;
	readonly title: string;
	readonly intro?: string;
	readonly current: 'news' | 'archive' | 'search';
	readonly feed?: FeedPlace;
	readonly list: Listed<Card>;
	readonly more: string;
	readonly children?: Child;
	readonly above?: Child;
}

export const Framed = ({ view, title, intro, current, feed, list, more, children, above }: FramedProps) => (
	<Layout view={view} title={title} current={current} {...(feed ? { feed } : {})}>
		{above}
		<div class="in pcols">
			<section aria-labelledby="titel">
				<h1 class="s" id="titel">
					{title}
				</h1>
				{intro && <p class="hint">{intro}</p>}
				<h2 class="sr">{view.say('nav.news')}</h2>
				{list.items.map((card) => (
					<Item key={card.slug} view={view} card={card} />
				))}
				{list.items.length === 0 && <Empty title={view.say('archive.empty')} />}
				{list.next && (
					<p class="mehr">
						<a class="btn" href={list.next} rel="next">
							{more}
						</a>
					</p>
				)}
			</section>
			<div class="rail2">{children}</div>
		</div>
	</Layout>
);

export const FeedLinks = ({ view, base }: { view: View; base: string }) => (
	<nav class="box line" aria-labelledby="feeds">
		<h2 id="feeds">{view.say('feeds.title')}</h2>
		<ul>
			<li>
				<a href={`${base}.rss`}>{view.say('foot.rss')}</a>
			</li>
			<li>
				<a href={`${base}.atom`}>{view.say('foot.atom')}</a>
			</li>
			<li>
				<a href={`${base}.json`}>{view.say('foot.json')}</a>
			</li>
		</ul>
	</nav>
);

interface PartProps {
	readonly view: View;
	readonly part: Named;
	readonly list: Listed<Card>;
}

export const UnitPage = ({ view, part, list }: PartProps) => {
	const feed = { base: `/stelle/${part.slug}/feed`, name: part.name };
	const more = view.say('archive.older');
	return (
		<Framed
			view={view}
			title={part.name}
			intro={view.say('unit.intro')}
			current="news"
			feed={feed}
			list={list}
			more={more}
		>
			<FeedLinks view={view} base={feed.base} />
		</Framed>
	);
};

export const TopicPage = ({ view, part, list, topics }: PartProps & { readonly topics: readonly Named[] }) => {
	const feed = { base: `/thema/${part.slug}/feed`, name: part.name };
	return (
		<Framed
			view={view}
			title={part.name}
			intro={view.say('topic.intro')}
			current="news"
			feed={feed}
			list={list}
			more={view.say('archive.older')}
			above={<Topics view={view} topics={topics} current={part.slug} />}
		>
			<FeedLinks view={view} base={feed.base} />
		</Framed>
	);
};

interface ArchiveProps {
	readonly view: View;
	readonly chosen: Month | null;
	readonly months: readonly Month[];
	readonly list: Listed<Card>;
}

const address = ({ year, month }: Month): string =>
	month === null ? `/archiv/${year}` : `/archiv/${year}/${String(month).padStart(2, '0')}`;

export const ArchivePage = ({ view, chosen, months, list }: ArchiveProps) => {
	const { say } = view;
	const title = chosen ? say('archive.titleOf', { when: say.month(chosen.year, chosen.month) }) : say('archive.title');
	const years = Map.groupBy(months, ({ year }) => year);
	return (
		<Framed view={view} title={title} current="archive" list={list} more={say('archive.older')}>
			<nav class="box line" aria-labelledby="monate">
				<h2 id="monate">{say('archive.months')}</h2>
				<ul>
					{[...years].map(([year, inYear]) => (
						<li key={year}>
							<a href={say.at(address({ year, month: null }))}>
								<b>{year}</b>
							</a>
							<ul>
								{inYear.map((one) => (
									<li key={address(one)}>
										<a
											href={say.at(address(one))}
											{...(chosen?.year === year && chosen.month === one.month ? { 'aria-current': 'page' } : {})}
										>
											{say.month(one.year, one.month)}
										</a>
									</li>
								))}
							</ul>
						</li>
					))}
				</ul>
			</nav>
		</Framed>
	);
};
