/** @jsxImportSource hono/jsx */
import { fixedAddress, framed, frameOf, pagePath } from './addresses.ts';
import type { FeedPlace } from './layout.tsx';
import type { Page, View } from './model.ts';
import type { Say } from './say.ts';

/** What a language calls itself; plain words are named as such. */
export const languageName = (say: Say, tag: string): string => {
	if (tag.endsWith('-simple')) return say('versions.simple');
	const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
	return name.slice(0, 1).toUpperCase() + name.slice(1);
};

/** A language's own name is in that language; plain words are named in the reader's. */
export const named = (tag: string) => (tag.endsWith('-simple') ? {} : { lang: tag });

/** The feed of what can be read in a language. */
export const languageFeed = ({ say, site }: View, tag: string): FeedPlace => ({
	base: `/sprache/${tag}/feed`,
	name: say('feeds.of', { name: site.name, part: languageName(say, tag) }),
	language: tag,
});

/** Where a reader goes for a version: into the frame that speaks it, else the one they are in. */
export const addressOf = (view: View, page: Pick<Page, 'slug' | 'language'>, tag: string): string =>
	framed(frameOf(tag) ?? view.say.language, pagePath(tag === page.language ? page : { ...page, version: tag }));

/** Where a page stands in each of its languages, for search engines. */
export const alternatesOf = (page: Page): { language: string; path: string }[] =>
	page.translations.length === 0
		? []
		: [
				{ language: page.language, path: fixedAddress({ slug: page.slug }) },
				...page.translations.map(({ language }) => ({
					language,
					path: fixedAddress({ slug: page.slug, version: language }),
				})),
			];

/** The versions of a page side by side, directly under its title; nothing where there is one only. */
export const LanguageSwitch = ({ view, page, current }: { view: View; page: Page; current: string }) => {
	if (page.translations.length === 0) return null;
	const tags = [page.language, ...page.translations.map(({ language }) => language)];
	return (
		<nav class="lsw" aria-label={view.say('versions.label')}>
			<ul>
				{tags.map((tag) => (
					<li key={tag}>
						<a
							href={addressOf(view, page, tag)}
							{...named(tag)}
							hreflang={tag}
							{...(tag === current ? { 'aria-current': 'page' } : {})}
						>
							{tag === page.language
								? view.say('versions.original', { language: languageName(view.say, tag) })
								: languageName(view.say, tag)}
						</a>
					</li>
				))}
			</ul>
		</nav>
	);
};

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
