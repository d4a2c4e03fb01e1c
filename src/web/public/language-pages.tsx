/** @jsxImportSource hono/jsx */
import { LanguageList, languageFeed, languageName } from './language-switch.tsx';
import { Layout } from './layout.tsx';
import { FeedLinks, Framed } from './list-page.tsx';
import type { Card, Listed, View } from './model.ts';

/** Every language something can be read in, and where to subscribe to it. */
export const LanguagesPage = ({ view }: { view: View }) => {
	const { say, site } = view;
	return (
		<Layout view={view} title={say('languages.title')} feeds={site.languages.map((tag) => languageFeed(view, tag))}>
			<div class="in plain">
				<h1>{say('languages.title')}</h1>
				<p>{say('languages.intro')}</p>
				<nav class="box line" aria-label={say('languages.title')}>
					<LanguageList view={view} tags={site.languages} />
				</nav>
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
