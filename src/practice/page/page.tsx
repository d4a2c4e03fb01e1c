/** @jsxImportSource hono/jsx */

import type { Child } from 'hono/jsx';
import { plates } from '#kernel/channel-name.ts';

import { MoodForm } from './moods.tsx';
import { Icon, Plate, Speaker, type View } from './parts.tsx';
import { Post } from './post.tsx';
import { TaskPanel } from './task-panel.tsx';
import type { Thread } from './threads.ts';

interface PageProps {
	readonly view: View;
	readonly threads: readonly Thread[];
	/** One conversation alone, reached by a post's own address. */
	readonly alone: boolean;
}

/** The timeline of a practice network, as a citizen reads it. Works without script. */
export const TimelinePage = ({ view, threads, alone }: PageProps) => {
	const { say, network } = view;
	return (
		<Frame view={view}>
			<main class="pn-c" id="content">
				<h1>{say(alone ? 'one-heading' : 'heading')}</h1>
				{alone ? (
					<p class="pad">
						<a href={`/uebung/${network.kind}`}>{say('all')}</a>
					</p>
				) : (
					<SayForm view={view} />
				)}
				{threads.length === 0 && <Empty view={view} />}
				{threads.map(({ head, below }) => (
					<>
						<Post view={view} post={head} below={false} />
						{below.map((post) => (
							<Post key={post.id} view={view} post={post} below />
						))}
					</>
				))}
			</main>
			<aside class="stack" aria-label={say('trainer')}>
				<MoodForm view={view} />
				<TaskPanel view={view} />
			</aside>
		</Frame>
	);
};

const Frame = ({ view, children }: { view: View; children: Child }) => {
	const { say, network, networks } = view;
	const title = say('title', { network: plates[network.kind].name });
	return (
		<html lang={say.language}>
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="robots" content="noindex" />
				<meta name="color-scheme" content="light dark" />
				<title>{`${title} – Amtsfunk`}</title>
				<link rel="stylesheet" href="/uebung/uebung.css" />
				<link rel="icon" href="data:," />
			</head>
			<body>
				<a class="sr skip" href="#content">
					{say('skip')}
				</a>
				<header class="band practice">
					<Icon name="graduation-cap" large />
					<span>
						<b>{say('band')}</b> {say('band-text')}
					</span>
					<a class="end" href="/desk/">
						{say('back')}
					</a>
				</header>
				<div class="pn">
					<div class="pn-m">
						<nav class="pn-n" aria-label={say('networks')}>
							<div class="t">
								<Plate kind={network.kind} />
								{say('network')}
							</div>
							{networks.map(({ kind }) => (
								<a key={kind} href={`/uebung/${kind}`} aria-current={kind === network.kind ? 'page' : undefined}>
									<Plate kind={kind} />
									{say('like', { network: plates[kind].name })}
								</a>
							))}
						</nav>
						{children}
					</div>
				</div>
			</body>
		</html>
	);
};

const Empty = ({ view: { say } }: { view: View }) => (
	<div class="pad nothing">
		<p>
			<b>{say('empty')}</b>
		</p>
		<p>{say('empty-text')}</p>
	</div>
);

const SayForm = ({ view }: { view: View }) => {
	const { say, network } = view;
	const offices = [...new Map(network.timeline().map(({ author }) => [author.handle, author])).values()];
	const official = offices.filter((author) => author.official);
	return (
		<form class="say" method="post" action={`/uebung/${network.kind}/say`}>
			<label>
				<span class="lab">{say('say')}</span>
				<textarea class="inp" name="text" rows={2} required maxlength={300} />
			</label>
			{official.length > 0 && (
				<label>
					<span class="lab">{say('say-to')}</span>
					<select class="inp sel" name="mentions">
						{official.map(({ name, handle }) => (
							<option key={handle} value={handle}>
								{name}
							</option>
						))}
					</select>
				</label>
			)}
			<Speaker view={view} />
		</form>
	);
};
