/** @jsxImportSource hono/jsx */
import type { Shown } from '../practice.ts';
import { Icon, type View } from './parts.tsx';
import { PostActs } from './post-acts.tsx';

const tones = ['w', 'g', ''] as const;
const toneOf = (name: string): string => tones[name.charCodeAt(0) % tones.length] ?? '';
const initials = (name: string): string => name.slice(0, 2).toUpperCase();

const LINK = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/;

/** Words with their addresses as links; everything else is text and nothing but text. */
const Words = ({ text }: { text: string }) => (
	<p class="words">
		{text.split(LINK).map((part) =>
			LINK.test(part) ? (
				<a key={part} href={part}>
					{part.replace(/^https?:\/\//, '')}
				</a>
			) : (
				part
			),
		)}
	</p>
);

/** Where on the page a post stands. */
export const placeOf = (id: string): string => `p-${id.replaceAll(/[^a-zA-Z0-9]/g, '-')}`;

/** One post with what a citizen can do with it. */
export const Post = ({ view, post, below }: { view: View; post: Shown; below: boolean }) => {
	const { say } = view;
	const { author, deletedAt } = post;
	return (
		<article class={below ? 'toot sub' : 'toot'} id={placeOf(post.id)}>
			{author.official ? (
				<span class="ava">
					<Icon name="landmark" />
				</span>
			) : (
				<span class={`av ${toneOf(author.name)}`} aria-hidden="true">
					{initials(author.name)}
				</span>
			)}
			<div class="who">
				<b>{author.name}</b>
				<span>@{author.handle}</span>
				<time datetime={new Date(post.at).toISOString()}>{say.ago(post.at, view.now)}</time>
				{post.visibility !== 'public' && <span class="kz-t">{say(post.visibility)}</span>}
			</div>
			{deletedAt === undefined ? (
				<Standing view={view} post={post} />
			) : (
				<p class="nothing">{say('deleted', { ago: say.ago(deletedAt, view.now) })}</p>
			)}
		</article>
	);
};

const Standing = ({ view, post }: { view: View; post: Shown }) => {
	const { say, network } = view;
	const { earlier = [], reports = [] } = post;
	return (
		<div>
			{post.warning ? (
				<details class="was" open>
					<summary>{say('warning', { words: post.warning })}</summary>
					<Words text={post.text} />
				</details>
			) : (
				<Words text={post.text} />
			)}
			{post.warning === '' && <p class="nothing">{say('graphic')}</p>}
			{post.quotes && post.quotes !== 'public' && <p class="nothing">{say(`quotes-${post.quotes}`)}</p>}
			{post.replyControl && <p class="nothing">{say(`replies-${post.replyControl}`)}</p>}
			{post.lists?.map((title) => (
				<p class="nothing" key={title}>
					{say('in-list', { title })}
				</p>
			))}
			{post.editedAt !== null && (
				<details class="was">
					<summary>{say('edited', { ago: say.ago(post.editedAt, view.now) })}</summary>
					{earlier.map((text) => (
						<Words key={text} text={text} />
					))}
				</details>
			)}
			{post.media.map(({ id, alt, film }) => (
				<figure key={id}>
					{film ? (
						<video
							class="art"
							controls
							muted
							preload="metadata"
							src={`/uebung/${network.kind}/media/${id}`}
							aria-label={alt}
						/>
					) : (
						<img
							class="art"
							src={`/uebung/${network.kind}/media/${id}`}
							alt={alt || say('picture-without')}
							loading="lazy"
						/>
					)}
					<figcaption class={alt ? 'alt' : 'alt none'}>
						<b aria-hidden="true">ALT</b> {alt || say('picture-without')}
					</figcaption>
				</figure>
			))}
			{post.options && (
				<ul class="poll">
					{post.options.map((option) => (
						<li key={option}>{option}</li>
					))}
				</ul>
			)}
			{post.document && (
				<a
					class="card"
					href={`/uebung/${network.kind}/media/${post.document.id}`}
					download={`${post.document.title}.pdf`}
				>
					{post.document.title} (PDF)
				</a>
			)}
			{post.card && (
				<a class="card" href={post.card.url}>
					{post.card.title}
				</a>
			)}
			{reports.length > 0 && (
				<p class="reported">
					<Icon name="flag" /> {say('reported', { count: reports.length })}{' '}
					{[...new Set(reports.map(({ reason }) => reason))].map((reason) => say(`reasons.${reason}`)).join(', ')}
				</p>
			)}
			<PostActs view={view} post={post} />
		</div>
	);
};
