/** @jsxImportSource hono/jsx */
import { raw } from 'hono/html';

import { fixedAddress } from './addresses.ts';
import { AskForm, blank } from './ask-form.tsx';
import { DocumentLink } from './document-link.tsx';
import { Facts } from './facts.tsx';
import { Figure, TEXT_WIDTH } from './figure.tsx';
import { Icon } from './icon.tsx';
import { alternatesOf, LanguageSwitch, languageFeed } from './language-switch.tsx';
import { Layout } from './layout.tsx';
import type { Page, PageContent, View, Voices } from './model.ts';
import { Art, foreign, Kick, pictureAddress } from './parts.tsx';
import { Recorded } from './recorded.tsx';
import { Speak } from './start-page.tsx';
import { VoicesSection } from './voices.tsx';
import { Warned } from './warned.tsx';

interface Props {
	readonly view: View;
	readonly page: Page;
	readonly links: { readonly mail: string; readonly bluesky: string };
	/** Null where the unit shows none. */
	readonly voices: Voices | null;
}

export const PostPage = ({ view, page, links, voices }: Props) => {
	const { picture } = page;
	return (
		<Layout
			view={view}
			title={page.title}
			description={page.lead}
			current="news"
			alternates={alternatesOf(page)}
			feeds={page.translations.map(({ language }) => languageFeed(view, language))}
			{...(page.translations.length > 0 ? { canonical: fixedAddress({ slug: page.slug }) } : {})}
			{...(picture ? { picture: pictureAddress(picture) } : {})}
		>
			<div class="in arti">
				<article>
					<Kick view={view} card={page} exact />
					<div {...foreign(view, page.language)}>
						<h1>{page.title}</h1>
					</div>
					<LanguageSwitch view={view} page={page} current={page.language} />
					<div {...foreign(view, page.language)}>
						<Content view={view} page={page} content={page} />
					</div>
				</article>
				<div class="rail2">
					<Share view={view} page={page} links={links} />
					<Changes view={view} page={page} />
					<ProofBox view={view} page={page} />
				</div>
			</div>
			{voices && voices.items.length > 0 && <VoicesSection view={view} slug={page.slug} voices={voices} />}
			{view.site.asks && <Ask view={view} page={page} />}
		</Layout>
	);
};

/** Lead, pictures, text. The HTML was sanitised when it was published; it is the only HTML that is not escaped here. */
const Content = ({ view, page, content }: { view: View; page: Page; content: PageContent }) => {
	const [first, ...rest] = content.pictures;
	const more = content.film ? content.pictures : rest;
	return (
		<Warned view={view} words={content.warning}>
			{content.leadHtml && <div class="lead">{raw(content.leadHtml)}</div>}
			<Facts view={view} card={{ ...page, title: content.title, details: content.details }} />
			{content.film && (
				<Recorded
					view={view}
					film={content.film}
					title={content.title}
					language={page.language}
					publishedAt={page.publishedAt}
				/>
			)}
			{!content.film && (first ? <Figure view={view} picture={first} /> : <Drawn view={view} page={page} />)}
			<div class="tx">{raw(content.html)}</div>
			<DocumentLink view={view} document={content.document} />
			{more.map((picture) => (
				<Figure key={picture.hash} view={view} picture={picture} />
			))}
		</Warned>
	);
};

const Drawn = ({ view, page }: { view: View; page: Page }) => (
	<figure>
		<Art view={view} card={{ ...page, picture: null }} shown={TEXT_WIDTH} />
	</figure>
);

const Share = ({ view: { say, site }, page, links }: { view: View; page: Page; links: Props['links'] }) => (
	<section class="box line" aria-labelledby="wg">
		<h2 id="wg">{say('share.title')}</h2>
		<p class="hint">{say('share.hint')}</p>
		<div class="share">
			<a href={links.mail}>
				<Icon name="mail" />
				{say('share.mail')}
			</a>
			<a href={`${say.at('/teilen/mastodon')}?beitrag=${page.slug}`}>
				<Icon name="share" />
				{say('share.mastodon')}
			</a>
			<a href={links.bluesky} rel="noopener noreferrer">
				<Icon name="share" />
				{say('share.bluesky')}
			</a>
			<button
				class="btn"
				type="button"
				hidden
				data-copy={`${site.origin}/beitrag/${page.slug}`}
				data-done={say('share.copied')}
			>
				<Icon name="link" />
				<span>{say('share.copy')}</span>
			</button>
			<button class="btn" type="button" hidden data-print="">
				<Icon name="printer" />
				{say('share.print')}
			</button>
		</div>
		<p class="hint adr">
			{say('share.address')}: <span class="mono">{`${site.origin}/beitrag/${page.slug}`}</span>
		</p>
	</section>
);

const Changes = ({ view: { say }, page }: { view: View; page: Page }) => {
	const newest = page.changes[0]?.number;
	return (
		<section class="box line" aria-labelledby="st">
			<h2 id="st">{say('changes.title')}</h2>
			<ul class="chg">
				{page.changes.map(({ number, at, correction }) => (
					<li class="hint" key={number}>
						<b>{say.moment(at)}:</b> {number === 1 ? say('changes.published') : (correction ?? say('changes.edited'))}{' '}
						{number !== newest && (
							<a href={say.at(`/beitrag/${page.slug}/fassung/${number}`)}>
								{number === 1 ? say('changes.first') : say('changes.version', { number })}
							</a>
						)}
					</li>
				))}
			</ul>
		</section>
	);
};

const ProofBox = ({ view: { say }, page }: { view: View; page: Page }) => (
	<section class="box line proof" aria-labelledby="ec">
		<h2 id="ec">{say('proof.title')}</h2>
		<p class="hint">{say('proof.sentence')}</p>
		<a href={say.at(`/beitrag/${page.slug}/nachweis`)}>{say('proof.check')}</a>
	</section>
);

const Ask = ({ view, page }: { view: View; page: Page }) => (
	<section class="ask" aria-labelledby="fg">
		<div class="in">
			<div>
				<h2 class="s" id="fg">
					{view.say('ask.about')}
				</h2>
				<p class="hint">{view.say('ask.aboutHint')}</p>
				<AskForm view={view} draft={{ ...blank, page: page.slug }} />
			</div>
			<div class="rail2">
				<Speak view={view} paper />
			</div>
		</div>
	</section>
);

interface OldProps {
	readonly view: View;
	readonly page: Page;
	readonly version: PageContent & { readonly number: number; readonly at: number };
}

/** An earlier version, word for word, with the way to the present one. */
export const OldVersionPage = ({ view, page, version }: OldProps) => (
	<Layout view={view} title={view.say('changes.oldTitle', { number: version.number, title: version.title })} hidden>
		<div class="in arti">
			<article>
				<p class="note">
					{view.say('changes.old', { when: view.say.moment(version.at) })}{' '}
					<a href={view.say.at(`/beitrag/${page.slug}`)}>{view.say('changes.current')}</a>
				</p>
				<div {...foreign(view, page.language)}>
					<h1>{version.title}</h1>
					<Content view={view} page={page} content={version} />
				</div>
			</article>
		</div>
	</Layout>
);
