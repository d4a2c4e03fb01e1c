/** @jsxImportSource hono/jsx */
import { plates } from '#kernel/channel-name.ts';
import type { Shown } from '../practice.ts';
import { Icon, Speaker, type View } from './parts.tsx';

/** Why a citizen reports a post. SPEC: the networks' own lists, brought down to what both have. */
export const reasons = ['spam', 'wrong', 'insult', 'illegal'] as const;

type PostProps = Readonly<{ view: View; post: Shown }>;

/** What a citizen can do with a post: answer, give a star, report; their own they change and delete. */
export const PostActs = ({ view, post }: PostProps) => {
	const { say, network } = view;
	const act = (name: string) => `/uebung/${network.kind}/${name}`;
	const answers = network.timeline().filter(({ replyTo }) => replyTo === post.id).length;
	return (
		<div class="re">
			<details>
				<summary>
					<Icon name="reply" />
					{say('answer')} <span aria-hidden="true">{answers}</span>
					<span class="sr">{say('answers', { count: answers })}</span>
				</summary>
				{post.closed ? <p class="answer">{say('closed')}</p> : <Answer view={view} post={post} />}
			</details>
			<form method="post" action={act('like')}>
				<input type="hidden" name="id" value={post.id} />
				<button type="submit">
					<Icon name="star" />
					<span aria-hidden="true">{post.likes}</span>
					<span class="sr">{say('star', { count: post.likes })}</span>
				</button>
			</form>
			<Report view={view} post={post} />
			{!post.author.official && <OfOnesOwn view={view} post={post} />}
		</div>
	);
};

const Answer = ({ view, post }: PostProps) => {
	const { say, network } = view;
	return (
		<form class="answer" method="post" action={`/uebung/${network.kind}/say`}>
			<input type="hidden" name="to" value={post.id} />
			<label>
				<span class="lab">{say('answer-to', { name: post.author.name })}</span>
				<textarea class="inp" name="text" rows={2} required maxlength={500} />
			</label>
			<Speaker view={view} />
		</form>
	);
};

/** It reaches the network's moderation and never the author, and says so. */
const Report = ({ view, post }: PostProps) => {
	const { say, network } = view;
	return (
		<details>
			<summary>
				<Icon name="flag" />
				{say('report')}
			</summary>
			<form class="answer" method="post" action={`/uebung/${network.kind}/report`}>
				<input type="hidden" name="id" value={post.id} />
				<p>{say('report-text', { network: plates[network.kind].name })}</p>
				<label>
					<span class="lab">{say('report-why')}</span>
					<select class="inp sel" name="reason">
						{reasons.map((reason) => (
							<option key={reason} value={reason}>
								{say(`reasons.${reason}`)}
							</option>
						))}
					</select>
				</label>
				<Speaker view={view} verb="report" seen={false} />
			</form>
		</details>
	);
};

/** A network without a way to change a post offers none here either. */
const OfOnesOwn = ({ view, post }: PostProps) => {
	const { say, network } = view;
	const act = (name: string) => `/uebung/${network.kind}/${name}`;
	return (
		<>
			{network.kind === 'mastodon' && (
				<details>
					<summary>{say('edit')}</summary>
					<form class="answer" method="post" action={act('edit')}>
						<input type="hidden" name="id" value={post.id} />
						<label>
							<span class="lab">{say('edit-text')}</span>
							<textarea class="inp" name="text" rows={2} required maxlength={500}>
								{post.text}
							</textarea>
						</label>
						<div class="go2">
							<button type="submit" class="btn pri">
								{say('edit')}
							</button>
						</div>
					</form>
				</details>
			)}
			<form method="post" action={act('delete')}>
				<input type="hidden" name="id" value={post.id} />
				<button type="submit">{say('delete')}</button>
			</form>
		</>
	);
};
