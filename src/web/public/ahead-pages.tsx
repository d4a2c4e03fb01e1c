/** @jsxImportSource hono/jsx */
import { whenAndWhere } from './facts.tsx';
import { Layout } from './layout.tsx';
import type { Card, Listed, View } from './model.ts';
import { Empty, Item } from './parts.tsx';

interface Props {
	readonly view: View;
	readonly kind: 'event' | 'job';
	readonly list: Listed<Card>;
}

/** What an entry in a list of what is to come says instead of the beginning of its text. */
const lineOf = (view: View, { details, overAt, lead }: Card): string => {
	if (details?.kind === 'event') return whenAndWhere(view, details);
	if (details?.kind === 'job' && overAt !== null) return view.say('ahead.closes-on', { day: view.say.day(overAt - 1) });
	return lead;
};

/** Events to come, or vacancies still open. */
export const AheadPage = ({ view, kind, list }: Props) => {
	const { say } = view;
	return (
		<Layout view={view} title={say(`ahead.title.${kind}`)} current="news">
			<div class="in pcols">
				<section aria-labelledby="titel">
					<h1 class="s" id="titel">
						{say(`ahead.title.${kind}`)}
					</h1>
					<h2 class="sr">{say(`ahead.list.${kind}`)}</h2>
					{list.items.map((card) => (
						<Item key={card.slug} view={view} card={card}>
							{lineOf(view, card)}
						</Item>
					))}
					{list.items.length === 0 && <Empty title={say(`ahead.none.${kind}`)}>{say(`ahead.none-hint.${kind}`)}</Empty>}
					{list.next && (
						<p class="mehr">
							<a class="btn" href={list.next} rel="next">
								{say('ahead.more')}
							</a>
						</p>
					)}
				</section>
				<div class="rail2">
					{kind === 'event' && (
						<nav class="box line" aria-labelledby="kal">
							<h2 id="kal">{say('ahead.subscribe')}</h2>
							<p>{say('ahead.subscribe-hint')}</p>
							<ul>
								<li>
									<a href="/termine.ics">{say('ahead.ics')}</a>
								</li>
							</ul>
						</nav>
					)}
				</div>
			</div>
		</Layout>
	);
};

/** The next events in the margin of the front page. */
export const NextEvents = ({ view, cards }: { readonly view: View; readonly cards: readonly Card[] }) => (
	<section class="box line" aria-labelledby="tm">
		<h2 id="tm">{view.say('ahead.title.event')}</h2>
		<ul>
			{cards.map((card) => (
				<li key={card.slug}>
					<a href={view.say.at(`/beitrag/${card.slug}`)}>{card.title}</a>
					<p class="hint">{lineOf(view, card)}</p>
				</li>
			))}
		</ul>
		<p>
			<a href={view.say.at('/termine')}>{view.say('ahead.all-events')}</a>
		</p>
	</section>
);
