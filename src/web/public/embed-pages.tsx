/** @jsxImportSource hono/jsx */
import { Layout } from './layout.tsx';
import type { Card, Named, View } from './model.ts';
import { foreign, Linked } from './parts.tsx';

interface FrameProps {
	readonly view: View;
	/** Whose news these are: the authority's, a unit's, a topic's. */
	readonly title: string;
	readonly cards: readonly Card[];
}

/** A short list for other people's pages: no script, no cookie, and every link opens outside the frame. */
export const EmbedFrame = ({ view, title, cards }: FrameProps) => {
	const { say, site } = view;
	return (
		<html lang={say.language}>
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<title>{title}</title>
				<meta name="robots" content="noindex" />
				<base target="_blank" />
				<link rel="stylesheet" href={site.assets.style} />
			</head>
			<body class="pub">
				{site.trial && <section class={`band ${site.trial}`}>{say(`trial.${site.trial}`)}</section>}
				<main class="in embed">
					<h1 class="s">{title}</h1>
					{cards.map((card) => (
						<article key={card.slug}>
							<h2 {...foreign(view, card.language)}>
								<a href={`${site.origin}${say.at(`/beitrag/${card.slug}`)}`} rel="noopener">
									{card.title}
								</a>
							</h2>
							<p class="hint">
								{[say.lately(card.publishedAt, view.now), card.unit?.name].filter((part) => part).join(', ')}
							</p>
						</article>
					))}
					{cards.length === 0 && <p>{say('nothingYet')}</p>}
					<p class="mehr">
						<a href={`${site.origin}${say.at('/')}`} rel="noopener">
							{say('embed.source', { name: site.name })}
						</a>
					</p>
				</main>
			</body>
		</html>
	);
};

interface EmbedProps {
	readonly view: View;
	readonly units: readonly Named[];
	readonly topics: readonly Named[];
}

/** How other people's pages show our news: one line to copy, per authority, unit and topic. */
export const EmbedPage = ({ view, units, topics }: EmbedProps) => {
	const { say, site } = view;
	return (
		<Layout view={view} title={say('embed.title')}>
			<div class="in plain">
				<h1>{say('embed.title')}</h1>
				<p class="lead">{say('embed.intro')}</p>
				<h2>{say('embed.all')}</h2>
				<Line view={view} path="/einbetten/liste" name={site.name} id="alles" />
				{units.length > 0 && <h2>{say('embed.units')}</h2>}
				{units.map(({ slug, name }) => (
					<Line key={slug} view={view} path={`/einbetten/stelle/${slug}`} name={name} id={`stelle-${slug}`} />
				))}
				{topics.length > 0 && <h2>{say('embed.topics')}</h2>}
				{topics.map(({ slug, name }) => (
					<Line key={slug} view={view} path={`/einbetten/thema/${slug}`} name={name} id={`thema-${slug}`} />
				))}
				<h2>{say('embed.programs')}</h2>
				<p>
					<Linked sentence={(link) => say('embed.programsText', { link })} href="/feed.json">
						{`${site.origin}/feed.json`}
					</Linked>
				</p>
			</div>
		</Layout>
	);
};

interface LineProps {
	readonly view: View;
	readonly path: string;
	readonly name: string;
	readonly id: string;
}

const Line = ({ view: { say, site }, path, name, id }: LineProps) => {
	const address = `${site.origin}${say.at(path)}`;
	const words = say('embed.frameTitle', { name });
	return (
		<div>
			<label class="lab" for={id}>
				{name}
			</label>
			<textarea class="inp mono" id={id} rows={3} readonly spellcheck={false}>
				{`<iframe src="${address}" title="${words.replaceAll('"', '&quot;')}" width="100%" height="420" loading="lazy"></iframe>`}
			</textarea>
			<p class="hint">
				<a href={say.at(path)}>{say('embed.see', { name })}</a>
			</p>
		</div>
	);
};
