/** @jsxImportSource hono/jsx */
import type { PracticeKind, PracticeNetwork, Shown } from '../practice.ts';
import type { Say } from './texts.ts';

/** SPEC: shapes of Lucide (ISC). */
const shapes = {
	'graduation-cap': [
		'M21.42 10.922a1 1 0 0 0-.019-1.838L12.83 5.18a2 2 0 0 0-1.66 0L2.6 9.08a1 1 0 0 0 0 1.832l8.57 3.908a2 2 0 0 0 1.66 0z',
		'M22 10v6',
		'M6 12.5V16a6 3 0 0 0 12 0v-3.5',
	],
	landmark: [
		'M10 18v-7',
		'M11.119 2.205a2 2 0 0 1 1.762 0l7.84 3.846A.5.5 0 0 1 20.5 7h-17a.5.5 0 0 1-.22-.949z',
		'M14 18v-7',
		'M18 18v-7',
		'M3 22h18',
		'M6 18v-7',
	],
	reply: ['M20 18v-2a4 4 0 0 0-4-4H4', 'm9 17-5-5 5-5'],
	star: [
		'M11.525 2.295a.53.53 0 0 1 .95 0l2.31 4.679a2.123 2.123 0 0 0 1.595 1.16l5.166.756a.53.53 0 0 1 .294.904l-3.736 3.638a2.123 2.123 0 0 0-.611 1.878l.882 5.14a.53.53 0 0 1-.771.56l-4.618-2.428a2.122 2.122 0 0 0-1.973 0L6.396 21.01a.53.53 0 0 1-.77-.56l.881-5.139a2.122 2.122 0 0 0-.611-1.879L2.16 9.795a.53.53 0 0 1 .294-.906l5.165-.755a2.122 2.122 0 0 0 1.597-1.16z',
	],
} as const;

export const Icon = ({ name, large }: { name: keyof typeof shapes; large?: boolean }) => (
	<svg class={large ? 'i i-l' : 'i'} viewBox="0 0 24 24" aria-hidden="true">
		{shapes[name].map((d) => (
			<path key={d} d={d} />
		))}
	</svg>
);

export const plates: Readonly<Record<PracticeKind, { readonly short: string; readonly name: string }>> = {
	mastodon: { short: 'MA', name: 'Mastodon' },
	bluesky: { short: 'BS', name: 'Bluesky' },
};

export const Plate = ({ kind }: { kind: PracticeKind }) => (
	<abbr class={`kz kz-${plates[kind].short}`} title={plates[kind].name}>
		{plates[kind].short}
	</abbr>
);

/** Everything a page is made of. */
export interface View {
	readonly say: Say;
	readonly network: PracticeNetwork;
	readonly networks: readonly PracticeNetwork[];
	readonly now: number;
}

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

const idOf = (post: Shown): string => `p-${post.id.replaceAll(/[^a-zA-Z0-9]/g, '-')}`;

/** One post with what a citizen can do with it. */
export const Post = ({ view, post, below }: { view: View; post: Shown; below: boolean }) => {
	const { say, network } = view;
	const { author } = post;
	return (
		<article class={below ? 'toot sub' : 'toot'} id={idOf(post)}>
			{author.official ? (
				<span class="ava">
					<Icon name="landmark" />
				</span>
			) : (
				<span class="av w" aria-hidden="true">
					{initials(author.name)}
				</span>
			)}
			<div class="who">
				<b>{author.name}</b>
				<span>@{author.handle}</span>
				<time datetime={new Date(post.at).toISOString()}>{say.ago(post.at, view.now)}</time>
				{post.editedAt !== null && <span>{say('edited')}</span>}
				{post.visibility !== 'public' && <span>{say(post.visibility)}</span>}
			</div>
			<div>
				<Words text={post.text} />
				{post.media.map(({ id, alt }) => (
					<img
						key={id}
						class="art"
						src={`/uebung/${network.kind}/media/${id}`}
						alt={alt || say('picture-without')}
						loading="lazy"
					/>
				))}
				{post.card && (
					<a class="card" href={post.card.url}>
						{post.card.title}
					</a>
				)}
				<Acts view={view} post={post} />
			</div>
		</article>
	);
};

const Acts = ({ view, post }: { view: View; post: Shown }) => {
	const { say, network } = view;
	const act = (name: string) => `/uebung/${network.kind}/${name}`;
	return (
		<div class="re">
			<details>
				<summary>
					<Icon name="reply" />
					{say('answer')}
				</summary>
				<form class="answer" method="post" action={act('say')}>
					<input type="hidden" name="to" value={post.id} />
					<label>
						<span class="lab">{say('answer-to', { name: post.author.name })}</span>
						<textarea class="inp" name="text" rows={2} required maxlength={500} />
					</label>
					<Speaker view={view} />
				</form>
			</details>
			<form method="post" action={act('like')}>
				<input type="hidden" name="id" value={post.id} />
				<button type="submit">
					<Icon name="star" />
					<span aria-hidden="true">{post.likes}</span>
					<span class="sr">{say('star', { count: post.likes })}</span>
				</button>
			</form>
			{!post.author.official && (
				<form method="post" action={act('delete')}>
					<input type="hidden" name="id" value={post.id} />
					<button type="submit">{say('delete')}</button>
				</form>
			)}
		</div>
	);
};

/** Who speaks, who shall see it, and off it goes. */
export const Speaker = ({ view }: { view: View }) => {
	const { say, network } = view;
	return (
		<div class="go2">
			<select class="inp sel who2" name="as" aria-label={say('as')}>
				{network.citizens.map(({ name, handle }) => (
					<option key={handle} value={handle}>
						{say('as-who', { name })}
					</option>
				))}
			</select>
			{network.kind === 'mastodon' && (
				<select class="inp sel who2" name="visibility" aria-label={say('seen-by')}>
					{(['public', 'unlisted', 'followers', 'private'] as const).map((one) => (
						<option key={one} value={one}>
							{say(one)}
						</option>
					))}
				</select>
			)}
			<button type="submit" class="btn pri">
				{say('send')}
			</button>
		</div>
	);
};
