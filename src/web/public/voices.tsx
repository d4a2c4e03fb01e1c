/** @jsxImportSource hono/jsx */
import { plates } from '#kernel/channel-name.ts';

import { Layout } from './layout.tsx';
import type { Answered, View, Voice, Voices } from './model.ts';

interface Under {
	readonly view: View;
	readonly slug: string;
	readonly voices: Voices;
}

/** What others said under a post on the networks, below the post. SPEC: schema.org as microdata, which needs no script. */
export const VoicesSection = ({ view, slug, voices }: Under) => {
	const { say } = view;
	const older = say.at(`/beitrag/${slug}/kommentare`);
	return (
		<section class="in voices" aria-labelledby="km">
			<h2 class="s" id="km">
				{say('voices.title')} <span class="hint">{countOf(view, voices)}</span>
			</h2>
			<VoiceList view={view} voices={voices} />
			{voices.next && (
				<p>
					<a href={`${older}?nach=${voices.next}`}>{say('voices.older')}</a>
				</p>
			)}
			<Origin view={view} slug={slug} mode={voices.mode} here />
		</section>
	);
};

interface PageProps extends Under {
	readonly title: string;
}

/** The voices of a post by themselves, stretch by stretch. */
export const VoicesPage = ({ view, slug, title, voices }: PageProps) => {
	const { say } = view;
	const heading = say('voices.pageTitle', { title });
	return (
		<Layout view={view} title={heading}>
			<div class="in voices">
				<h1>{heading}</h1>
				<p>
					<a href={say.at(`/beitrag/${slug}`)}>{say('voices.back')}</a>
				</p>
				{voices.items.length === 0 ? (
					<p class="hint">{say('voices.none')}</p>
				) : (
					<VoiceList view={view} voices={voices} />
				)}
				{voices.next && (
					<p>
						<a href={`${say.at(`/beitrag/${slug}/kommentare`)}?nach=${voices.next}`}>{say('voices.older')}</a>
					</p>
				)}
				<Origin view={view} slug={slug} mode={voices.mode} here={false} />
			</div>
		</Layout>
	);
};

const countOf = ({ say }: View, { count }: Voices): string =>
	count === null ? say('voices.many') : say('voices.count', { count });

const VoiceList = ({ view, voices }: { readonly view: View; readonly voices: Voices }) => (
	<ol>
		{voices.items.map((voice) => (
			<li key={voice.id}>
				<One view={view} voice={voice} />
			</li>
		))}
	</ol>
);

const networkOf = (channel: string): string =>
	Object.entries(plates).find(([kind]) => kind === channel)?.[1].name ?? channel;

const One = ({ view, voice }: { readonly view: View; readonly voice: Voice }) => {
	const { say } = view;
	const { name, handle, url, channel, at, editedAt } = voice;
	const network = networkOf(channel);
	return (
		<article itemscope itemtype="https://schema.org/Comment">
			<p class="who">
				<b itemprop="author" itemscope itemtype="https://schema.org/Person">
					<bdi itemprop="name">{name ?? say('voices.somebody')}</bdi>
				</b>{' '}
				<span class="hint">
					{handle && (
						<>
							<bdi>{handle}</bdi>,{' '}
						</>
					)}
					{network},{' '}
					<time datetime={new Date(at).toISOString()} itemprop="dateCreated">
						{say.moment(at)}
					</time>
					{editedAt !== null && `, ${say('voices.edited')}`}
				</span>
			</p>
			<p class="said" itemprop="text" dir="auto" {...spoken(voice)}>
				<Words text={voice.text} />
			</p>
			{url && (
				<a class="hint" href={url} rel={ELSEWHERE} itemprop="url">
					{say('voices.original', { network })}
				</a>
			)}
			{voice.answers.map((answer) => (
				<Ours key={answer.id} view={view} answer={answer} />
			))}
		</article>
	);
};

/** Our answer below a voice: the house speaks, not the person who wrote it. */
const Ours = ({ view: { say, site }, answer }: { readonly view: View; readonly answer: Answered }) => (
	<div class="ours" itemprop="comment" itemscope itemtype="https://schema.org/Comment">
		<p class="who">
			<b itemprop="author" itemscope itemtype="https://schema.org/GovernmentOrganization">
				<span itemprop="name">{site.name}</span>
			</b>{' '}
			<span class="hint">
				{say('voices.answered')}{' '}
				<time datetime={new Date(answer.at).toISOString()} itemprop="dateCreated">
					{say.moment(answer.at)}
				</time>
				{answer.editedAt !== null && `, ${say('voices.edited')}`}
			</span>
		</p>
		<p class="said" itemprop="text" dir="auto" {...spoken(answer)}>
			<Words text={answer.text} />
		</p>
	</div>
);

/** We vouch for nothing behind the links of others, and tell nobody who reads here. */
const ELSEWHERE = 'nofollow ugc noopener noreferrer';

const spoken = ({ language }: Pick<Voice, 'language'>): { readonly lang?: string } =>
	language !== null && /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(language) ? { lang: language } : {};

/** More of it is read where it was said. */
const MOST = 1_500;
const ADDRESS = /(https?:\/\/[^\s<>"'`]*[^\s<>"'`.,;:!?)\]}])/;

const Words = ({ text }: { readonly text: string }) => {
	const shown = text.length > MOST ? `${text.slice(0, MOST).toWellFormed().trimEnd()} …` : text;
	// Every second part is an address.
	const parts = shown.split(ADDRESS).map((part, at) => ({ part, at, link: at % 2 === 1 && URL.canParse(part) }));
	return (
		<>
			{parts.map(({ part, at, link }) => (
				<Part key={at} text={part} link={link} />
			))}
		</>
	);
};

const Part = ({ text, link }: { readonly text: string; readonly link: boolean }) =>
	link ? (
		<a href={text} rel={ELSEWHERE}>
			{text}
		</a>
	) : (
		text
	);

interface OriginProps {
	readonly view: View;
	readonly slug: string;
	readonly mode: Voices['mode'];
	/** The form for questions stands on the same page. */
	readonly here: boolean;
}

/** How voices come here, by which rules, and what one can do about one of them. */
const Origin = ({ view: { say, site }, slug, mode, here }: OriginProps) => (
	<div class="hint origin">
		<p>
			{say(mode === 'approval' ? 'voices.looked' : 'voices.afterwards')}{' '}
			<a href={say.at('/netiquette')}>{say('voices.netiquette')}</a>
		</p>
		<p>
			{say('voices.own')}{' '}
			{site.asks && <a href={here ? '#fg' : `${say.at(`/beitrag/${slug}`)}#fg`}>{say('voices.report')}</a>}
		</p>
	</div>
);
