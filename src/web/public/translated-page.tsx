/** @jsxImportSource hono/jsx */
import { raw } from 'hono/html';
import { fixedAddress } from './addresses.ts';
import { DocumentLink } from './document-link.tsx';
import { Facts } from './facts.tsx';
import { Figure } from './figure.tsx';
import { addressOf, alternatesOf, LanguageSwitch, languageFeed, languageName } from './language-switch.tsx';
import { Layout } from './layout.tsx';
import type { Page, Translated, View } from './model.ts';
import { foreign, Kick, pictureAddress } from './parts.tsx';
import { Recorded } from './recorded.tsx';
import { Warned } from './warned.tsx';

interface Props {
	readonly view: View;
	readonly page: Page;
	readonly said: Translated;
}

/** A page in another language or in plain words: its own address, approved with the original. */
export const TranslatedPage = ({ view, page, said }: Props) => {
	const { picture } = page;
	return (
		<Layout
			view={view}
			title={said.title}
			description={said.lead}
			current="news"
			alternates={alternatesOf(page)}
			canonical={fixedAddress({ slug: page.slug, version: said.language })}
			feed={languageFeed(view, said.language)}
			{...(picture ? { picture: pictureAddress(picture) } : {})}
		>
			<div class="in arti">
				<article>
					<Kick view={view} card={page} exact />
					<h1 lang={said.language} dir="auto">
						{said.title}
					</h1>
					<LanguageSwitch view={view} page={page} current={said.language} />
					<Warned view={view} words={page.warning} language={page.language}>
						{said.leadHtml && (
							<div class="lead" lang={said.language} dir="auto">
								{raw(said.leadHtml)}
							</div>
						)}
						<Facts view={view} card={page} />
						{page.film && (
							<Recorded
								view={view}
								film={page.film}
								title={said.title}
								language={said.language.replace(/-simple$/, '')}
								publishedAt={page.publishedAt}
							/>
						)}
						<div {...foreign(view, page.language)}>
							{page.pictures.map((one) => (
								<Figure key={one.hash} view={view} picture={one} />
							))}
						</div>
						<div class="tx" lang={said.language} dir="auto">
							{raw(said.html)}
						</div>
						<div {...foreign(view, page.language)}>
							<DocumentLink view={view} document={page.document} />
						</div>
					</Warned>
				</article>
				<div class="rail2">
					<section class="box line proof" aria-labelledby="or">
						<h2 id="or">{view.say('versions.title')}</h2>
						<p class="hint">{view.say('versions.sentence')}</p>
						<a href={addressOf(view, page, page.language)}>{view.say('versions.toOriginal')}</a>
						<a href={view.say.at(`/sprache/${said.language}`)}>
							{view.say('versions.more', { language: languageName(view.say, said.language) })}
						</a>
					</section>
				</div>
			</div>
		</Layout>
	);
};
