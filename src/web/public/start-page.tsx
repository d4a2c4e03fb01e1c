/** @jsxImportSource hono/jsx */
import { NextEvents } from './ahead-pages.tsx';
import { AskForm, blank } from './ask-form.tsx';
import { LanguageList, languageFeed } from './language-switch.tsx';
import { Layout } from './layout.tsx';
import type { Card, Named, Presence, View } from './model.ts';
import { Art, Empty, foreign, Item, Kick } from './parts.tsx';
import { PresenceList } from './presences-page.tsx';

interface Props {
	readonly view: View;
	/** Newest first; the first one is the statement on top. */
	readonly cards: readonly Card[];
	readonly topics: readonly Named[];
	/** What takes place next. */
	readonly events: readonly Card[];
	readonly presences: readonly Presence[];
}

export const StartPage = ({ view, cards, topics, events, presences }: Props) => {
	const { say, site } = view;
	const [first, ...rest] = cards;
	const others = site.languages.filter((tag) => tag !== say.language);
	const feeds = others.map((tag) => languageFeed(view, tag));
	return (
		<Layout view={view} title={say('startTitle', { name: site.name })} current="news" feeds={feeds}>
			<h1 class="sr">{say('startTitle', { name: site.name })}</h1>
			{first && <Hero view={view} card={first} />}
			{topics.length > 0 && <Topics view={view} topics={topics} />}
			<div class="in pcols">
				<section aria-labelledby="neu">
					<h2 class="s" id="neu">
						{say('newHere')}
					</h2>
					{rest.map((card) => (
						<Item key={card.slug} view={view} card={card} />
					))}
					{first === undefined && <Empty title={say('nothingYet')}>{say('nothingYetHint')}</Empty>}
					{first && (
						<p class="mehr">
							<a class="btn" href={say.at('/archiv')}>
								{say('allNews')}
							</a>
						</p>
					)}
				</section>
				<div class="rail2">
					{site.asks && (
						<section class="box warm" aria-labelledby="fr">
							<h2 id="fr">{say('ask.title')}</h2>
							<p>{say('ask.hint')}</p>
							<AskForm view={view} draft={blank} short />
						</section>
					)}
					{events.length > 0 && <NextEvents view={view} cards={events} />}
					{others.length > 0 && (
						<nav class="box line" aria-labelledby="sprachen">
							<h2 id="sprachen">{say('languages.title')}</h2>
							<LanguageList view={view} tags={others} />
						</nav>
					)}
					<Speak view={view} />
					{presences.length > 0 && (
						<section class="box line" aria-labelledby="of">
							<h2 id="of">{say('presences.box')}</h2>
							<p>{say('presences.boxHint')}</p>
							<PresenceList view={view} presences={presences} short />
						</section>
					)}
				</div>
			</div>
		</Layout>
	);
};

const Hero = ({ view, card }: { view: View; card: Card }) => (
	<section class="hero" aria-label={view.say('latest')}>
		<div class="in">
			<div>
				<Kick view={view} card={card} />
				<h2 class="h" {...foreign(view, card.language)}>
					<a href={view.say.at(`/beitrag/${card.slug}`)}>{card.title}</a>
				</h2>
				<p {...foreign(view, card.language)}>{card.lead}</p>
				<div class="go">
					<a class="btn pri" href={view.say.at(`/beitrag/${card.slug}`)}>
						{view.say('read')}
						<span class="sr">: {card.title}</span>
					</a>
					{view.site.asks && (
						<a class="btn" href={`${view.say.at(`/beitrag/${card.slug}`)}#fg`}>
							{view.say('nav.ask')}
						</a>
					)}
				</div>
			</div>
			<Art view={view} card={card} shown="(max-width: 60rem) 100vw, 590px" />
		</div>
	</section>
);

export const Topics = ({ view, topics, current }: { view: View; topics: readonly Named[]; current?: string }) => (
	<div class="in">
		<nav class="tops" aria-label={view.say('topics')}>
			<a href={view.say.at('/')} {...(current === undefined ? { 'aria-current': 'true' } : {})}>
				{view.say('all')}
			</a>
			{topics.map(({ slug, name }) => (
				<a key={slug} href={view.say.at(`/thema/${slug}`)} {...(slug === current ? { 'aria-current': 'page' } : {})}>
					{name}
				</a>
			))}
		</nav>
	</div>
);

/** How to reach a human voice; absent when the authority named no number. */
export const Speak = ({ view: { say, site }, paper }: { view: View; paper?: boolean }) =>
	site.phone && (
		<section class={paper ? 'box paper' : 'box line'} aria-labelledby="sp">
			<h2 id="sp">{say('speak')}</h2>
			<p>
				<a href={`tel:${site.phone.replaceAll(/[^+\d]/g, '')}`}>{site.phone}</a>
				{site.phoneHours && <span class="hours">{site.phoneHours}</span>}
			</p>
		</section>
	);
