/** @jsxImportSource hono/jsx */
import type { Page, View } from './model.ts';
import type { Say } from './say.ts';

/** What a language calls itself; plain words are named as such. */
export const languageName = (say: Say, tag: string): string => {
	if (tag.endsWith('-simple')) return say('versions.simple');
	const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
	return name.slice(0, 1).toUpperCase() + name.slice(1);
};

export const addressOf = (view: View, page: Pick<Page, 'slug' | 'language'>, tag: string): string =>
	view.say.at(tag === page.language ? `/beitrag/${page.slug}` : `/beitrag/${page.slug}/sprache/${tag}`);

/** Where a page stands in each of its languages, for search engines. */
export const alternatesOf = (view: View, page: Page): { language: string; path: string }[] =>
	page.translations.length === 0
		? []
		: [page.language, ...page.translations.map(({ language }) => language)].map((language) => ({
				language,
				path: addressOf(view, page, language),
			}));

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
							lang={tag.endsWith('-simple') ? view.say.language : tag}
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
