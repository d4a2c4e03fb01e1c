/** @jsxImportSource hono/jsx */
import { languageFeed, languageName, named } from './language-switch.tsx';
import { Layout } from './layout.tsx';
import { FeedLinks, Framed } from './list-page.tsx';
import type { Card, Listed, View } from './model.ts';

/** Links to what can be read in each language. */
export const LanguageList = ({ view, tags }: { view: View; tags: readonly string[] }) => (
	<ul>
		{tags.map((tag) => (
			<li key={tag}>
				<a href={view.say.at(`/sprache/${tag}`)} hreflang={tag} {...named(tag)}>
					{languageName(view.say, tag)}
				</a>
			</li>
		))}
	</ul>
);

/** Every language something can be read in, and where to subscribe to it. */
export const LanguagesPage = ({ view }: { view: View }) => {
	const { say, site } = view;
	return (
		<Layout view={view} title={say('languages.title')} feeds={site.languages.map((tag) => languageFeed(view, tag))}>
			<div class="in plain">
				<h1>{say('languages.title')}</h1>
				<p>{say('languages.intro')}</p>
				<LanguageList view={view} tags={site.languages} />
			</div>
		</Layout>
	);
};

interface Props {
	readonly view: View;
	readonly tag: string;
	readonly list: Listed<Card>;
}

export const LanguagePage = ({ view, tag, list }: Props) => {
	const { say, site } = view;
	const feed = languageFeed(view, tag);
	const others = site.languages.filter((one) => one !== tag);
	return (
		<Framed
			view={view}
			title={say('languages.of', { language: languageName(say, tag) })}
			intro={say('languages.introOf')}
			current="news"
			feed={feed}
			list={list}
			more={say('archive.older')}
		>
			{others.length > 0 && (
				<nav class="box line" aria-labelledby="sprachen">
					<h2 id="sprachen">{say('languages.others')}</h2>
					<LanguageList view={view} tags={others} />
				</nav>
			)}
			<FeedLinks view={view} base={feed.base} />
		</Framed>
	);
};
