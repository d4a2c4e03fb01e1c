/** @jsxImportSource hono/jsx */
import { readerAddress } from './addresses.ts';
import { languageName, named } from './language-switch.tsx';
import { Layout } from './layout.tsx';
import type { Card, Listed, View } from './model.ts';
import { Item, Linked } from './parts.tsx';

export interface Hit {
	readonly card: Card;
	/** The further languages in which it holds the words too. */
	readonly also: readonly { readonly language: string; readonly version?: string }[];
	readonly excerpt: readonly { readonly text: string; readonly hit: boolean }[];
}

interface SearchProps {
	readonly view: View;
	readonly query: string;
	readonly hits: Listed<Hit>;
	/** Nothing fits exactly: these are close, and this word may have been meant. */
	readonly alike: boolean;
	readonly meant: string | null;
}

export const SearchPage = ({ view, query, hits, alike, meant }: SearchProps) => {
	const { say } = view;
	const title = query === '' ? say('search.title') : say('search.titleOf', { query });
	return (
		<Layout view={view} title={title} current="search" hidden={query !== ''}>
			<div class="in plain">
				<h1>{say('search.title')}</h1>
				<search>
					<form class="find" method="get" action={say.at('/suche')}>
						<label class="lab" for="q">
							{say('search.label')}
						</label>
						<div class="findrow">
							<input
								class="inp"
								id="q"
								name="q"
								type="search"
								value={query}
								maxlength={200}
								aria-describedby="q-hinweis"
							/>
							<button class="btn pri" type="submit">
								{say('search.go')}
							</button>
						</div>
						<p class="hint" id="q-hinweis">
							{say('search.hint')}
						</p>
					</form>
				</search>
				{query !== '' && <Hits view={view} query={query} hits={hits} alike={alike} meant={meant} />}
			</div>
		</Layout>
	);
};

const Hits = ({ view, query, hits, alike, meant }: SearchProps) => {
	const { say } = view;
	const none = alike || hits.items.length === 0;
	return (
		<section aria-labelledby="treffer">
			<h2 class="s" id="treffer">
				{none ? say('search.none', { query }) : say('search.hits', { query })}
			</h2>
			{none && meant !== null && (
				<p>
					<Linked
						sentence={(link) => say('search.meant', { link })}
						href={`${say.at('/suche')}?q=${encodeURIComponent(meant)}`}
					>
						{say('search.meantLink', { word: meant })}
					</Linked>
				</p>
			)}
			{alike && hits.items.length > 0 && <h3 class="alike">{say('search.alike')}</h3>}
			{hits.items.map(({ card, also, excerpt }) => (
				<Item key={card.slug} view={view} card={card} mark={<Languages view={view} card={card} also={also} />}>
					{excerpt.map(({ text, hit }) => (hit ? <mark key={text}>{text}</mark> : text))}
				</Item>
			))}
			{hits.next && (
				<p class="mehr">
					<a class="btn" href={hits.next} rel="next">
						{say('search.more')}
					</a>
				</p>
			)}
		</section>
	);
};

/** In which language a hit is, where that is not the reader's, and in which it can be read as well. */
const Languages = ({ view, card, also }: Pick<Hit, 'card' | 'also'> & { view: View }) => (
	<>
		{card.language !== view.say.language && <b {...named(card.language)}>{languageName(view.say, card.language)}</b>}
		{also.length > 0 && <span>{view.say('search.also')}</span>}
		{also.map(({ language, version }) => (
			<a
				key={language}
				href={readerAddress(view.say.language, { slug: card.slug, ...(version === undefined ? {} : { version }) })}
				hreflang={language}
				{...named(language)}
			>
				{languageName(view.say, language)}
			</a>
		))}
	</>
);
