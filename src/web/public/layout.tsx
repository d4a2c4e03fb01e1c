/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';

import { framed } from './addresses.ts';
import { Icon } from './icon.tsx';
import type { View } from './model.ts';

/** One feed in its three forms; `base` is the address without the ending. */
export interface FeedPlace {
	readonly base: string;
	readonly name: string;
	/** The language it is in, where it holds nothing else. */
	readonly language?: string;
}

interface Props {
	readonly view: View;
	readonly title: string;
	readonly current?: 'news' | 'archive' | 'ask' | 'presences' | 'search';
	readonly description?: string;
	/** A picture for link cards, as an address on this site. */
	readonly picture?: string;
	readonly feed?: FeedPlace;
	/** The podcast's own feed: there is none but RSS. */
	readonly podcast?: string;
	/** Further feeds, told in one form each. */
	readonly feeds?: readonly FeedPlace[];
	/** Not for search engines: pages that belong to one reader, and everything in a trial. */
	readonly hidden?: boolean;
	readonly children?: Child;
	/** The page in each of its languages, as it was written first. */
	readonly alternates?: readonly { readonly language: string; readonly path: string }[];
	/** The one address of what is shown, where it has a fixed one. */
	readonly canonical?: string;
}

/** The frame of every public page: official line, name, five words of navigation, content, footer. */
export const Layout = (props: Props) => {
	const { view, children } = props;
	const { say, site } = view;
	return (
		<html lang={say.language}>
			<Head {...props} />
			<body class="pub">
				<a class="skip" href="#inhalt">
					{say('skip')}
				</a>
				{site.trial && (
					<section class={`band ${site.trial}`} aria-label={say('trial.label')}>
						{say(`trial.${site.trial}`)}
					</section>
				)}
				<OfficialLine view={view} />
				<Masthead {...props} />
				<main id="inhalt">{children}</main>
				<Footer view={view} />
			</body>
		</html>
	);
};

const Head = (props: Props) => {
	const { view, title, description, picture, feed, feeds = [], podcast, hidden, canonical } = props;
	const { say, site, path } = view;
	const address = `${site.origin}${canonical ?? say.at(path)}`;
	return (
		<head>
			<meta charset="utf-8" />
			<meta name="viewport" content="width=device-width, initial-scale=1" />
			<title>{`${title} – ${site.name}`}</title>
			{description && <meta name="description" content={description} />}
			{(hidden || site.trial) && <meta name="robots" content="noindex" />}
			<link rel="stylesheet" href={site.assets.style} />
			<link rel="icon" href={site.assets.icon} type="image/svg+xml" />
			{!hidden && (
				<>
					<link rel="canonical" href={address} />
					<Alternates {...props} />
					<meta property="og:title" content={title} />
					<meta property="og:url" content={address} />
					<meta property="og:site_name" content={site.name} />
					{description && <meta property="og:description" content={description} />}
					{picture && <meta property="og:image" content={`${site.origin}${picture}`} />}
					{feedForms.map(([form, type]) => (
						<FeedLink key={form} feed={feed ?? { base: '/feed', name: site.name }} form={form} type={type} />
					))}
					{podcast && <link rel="alternate" type="application/rss+xml" title={podcast} href="/podcast.rss" />}
					{feeds.map((one) => (
						<FeedLink key={one.base} feed={one} form="atom" type="application/atom+xml" />
					))}
				</>
			)}
			<script src={site.assets.script} data-worker={site.assets.worker} defer />
		</head>
	);
};

/** In which languages the page can be had: its versions where it has some, else the two frames. */
const Alternates = ({ view, alternates = [] }: Props) => {
	const { origin } = view.site;
	const [original] = alternates;
	if (original === undefined)
		return <link rel="alternate" hreflang={view.say.other} href={`${origin}${otherAddress(view)}`} />;
	return (
		<>
			{alternates.map(({ language, path }) => (
				<link key={language} rel="alternate" hreflang={language} href={`${origin}${path}`} />
			))}
			<link rel="alternate" hreflang="x-default" href={`${origin}${original.path}`} />
		</>
	);
};

const feedForms = [
	['rss', 'application/rss+xml'],
	['atom', 'application/atom+xml'],
	['json', 'application/feed+json'],
] as const;

const FeedLink = ({ feed, form, type }: { feed: FeedPlace; form: string; type: string }) => (
	<link rel="alternate" type={type} title={feed.name} hreflang={feed.language} href={`${feed.base}.${form}`} />
);

const otherAddress = ({ say, path }: View): string => framed(say.other, path);

const OfficialLine = ({ view }: { view: View }) => (
	<section class="kopf" aria-label={view.say('header')}>
		<div class="in">
			<span>{view.say('official', { name: view.site.name })}</span>
			<div class="end">
				<a href={otherAddress(view)} lang={view.say.other} hreflang={view.say.other}>
					<Icon name="languages" />
					{view.say('otherLanguage')}
				</a>
			</div>
		</div>
	</section>
);

const Masthead = ({ view, current }: Props) => {
	const { say, site } = view;
	const places = [
		['news', '/'],
		['archive', '/archiv'],
		...(site.asks ? ([['ask', '/frage']] as const) : []),
		['presences', '/auftritte'],
		['search', '/suche'],
	] as const;
	return (
		<header class="ph2">
			<div class="in">
				<a class="city" href={say.at('/')}>
					<svg viewBox="0 0 44 44" aria-hidden="true">
						<path d="M7 6h30v22H21l-9 9v-9H7z" fill="currentColor" />
						<path d="M13 13h18v3H13zm0 6h12v3H13z" fill="var(--sheet)" />
					</svg>
					<span>
						{site.name}
						<small>{say('newsroom')}</small>
					</span>
				</a>
				<nav class="pnav" aria-label={say('mainNavigation')}>
					{places.map(([name, path]) => (
						<a
							key={name}
							href={say.at(path)}
							{...(name === current ? { 'aria-current': view.path === path ? 'page' : 'true' } : {})}
						>
							{say(`nav.${name}`)}
						</a>
					))}
				</nav>
			</div>
		</header>
	);
};

const Footer = ({ view: { say, site } }: { view: View }) => (
	<footer class="pfoot">
		<div class="in">
			<div>
				<h2>{say('foot.watch')}</h2>
				<p>{say('foot.watchText')}</p>
			</div>
			<nav aria-labelledby="abo">
				<h2 id="abo">{say('foot.keep')}</h2>
				<ul>
					<li>
						<a href="/feed.rss">{say('foot.rss')}</a>
					</li>
					<li>
						<a href="/feed.atom">{say('foot.atom')}</a>
					</li>
					<li>
						<a href="/feed.json">{say('foot.json')}</a>
					</li>
					{site.podcast && (
						<li>
							<a href={say.at('/podcast')}>{say('podcast.title')}</a>
						</li>
					)}
					{site.languages.length > 0 && (
						<li>
							<a href={say.at('/sprachen')}>{say('foot.languages')}</a>
						</li>
					)}
					<li>
						<a href={say.at('/termine')}>{say('foot.events')}</a>
					</li>
					<li>
						<a href={say.at('/stellen')}>{say('foot.jobs')}</a>
					</li>
					<li>
						<a href={say.at('/auftritte')}>{say('foot.presences')}</a>
					</li>
					<li>
						<a href={say.at('/einbetten')}>{say('foot.embed')}</a>
					</li>
				</ul>
			</nav>
			<nav aria-labelledby="recht">
				<h2 id="recht">{say('foot.legal')}</h2>
				<ul>
					{legalPlaces.map(([name, path]) => (
						<li key={name}>
							<a href={say.at(path)}>{say(`legal.${name}`)}</a>
						</li>
					))}
					<li>
						<a href={say.at('/transparenz/protokoll')}>{say('foot.log')}</a>
					</li>
				</ul>
			</nav>
		</div>
	</footer>
);

/** LAW: § 5 DDG asks that the legal notice is reached in at most two clicks; from here it is one. */
export const legalPlaces = [
	['legal-notice', '/impressum'],
	['privacy', '/datenschutz'],
	['accessibility', '/barrierefreiheit'],
	['house-rules', '/hausregeln'],
] as const;
