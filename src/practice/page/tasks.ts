import type { PracticeKind, Shown } from '../practice.ts';

/** What a trainer has people do, one thing at a time; its words stand in the catalogue under its name. */
export interface Task {
	readonly name:
		| 'publish'
		| 'answer'
		| 'picture'
		| 'get-lost'
		| 'throttled'
		| 'access'
		| 'correct'
		| 'private'
		| 'withdraw';
	/** Whether the network shows that it was done; absent where only the people know. */
	readonly isDone?: (posts: readonly Shown[]) => boolean;
}

const own = (posts: readonly Shown[]): readonly Shown[] => posts.filter(({ author }) => author.official);

const answered = (posts: readonly Shown[], of: (question: Shown) => boolean): boolean =>
	own(posts).some(({ replyTo }) => posts.some((post) => post.id === replyTo && !post.author.official && of(post)));

const publish: Task = {
	name: 'publish',
	isDone: (posts) => own(posts).some(({ replyTo, deletedAt }) => replyTo === null && deletedAt === undefined),
};
const answer: Task = { name: 'answer', isDone: (posts) => answered(posts, () => true) };
const picture: Task = {
	name: 'picture',
	isDone: (posts) => own(posts).some(({ media }) => media.length > 0 && media.every(({ alt }) => alt !== '')),
};
const correct: Task = { name: 'correct', isDone: (posts) => own(posts).some(({ editedAt }) => editedAt !== null) };
const inPrivate: Task = {
	name: 'private',
	isDone: (posts) => answered(posts, ({ visibility }) => visibility === 'private'),
};
const withdraw: Task = {
	name: 'withdraw',
	isDone: (posts) => own(posts).some(({ deletedAt }) => deletedAt !== undefined),
};

const withCorrections = [
	publish,
	answer,
	{ name: 'get-lost' },
	picture,
	{ name: 'throttled' },
	correct,
	{ name: 'access' },
	withdraw,
] as const satisfies readonly Task[];

/** Bluesky knows neither changed posts nor private messages below a post; YouTube takes films only; Instagram and Threads change nothing that stands. */
export const tasksOf = {
	mastodon: [
		publish,
		answer,
		{ name: 'get-lost' },
		picture,
		{ name: 'throttled' },
		correct,
		inPrivate,
		{ name: 'access' },
		withdraw,
	],
	bluesky: [publish, answer, { name: 'get-lost' }, picture, { name: 'throttled' }, { name: 'access' }, withdraw],
	x: withCorrections,
	linkedin: withCorrections,
	facebook: withCorrections,
	instagram: [publish, answer, { name: 'get-lost' }, picture, { name: 'throttled' }, { name: 'access' }, withdraw],
	youtube: [publish, answer, { name: 'get-lost' }, { name: 'throttled' }, correct, { name: 'access' }, withdraw],
	threads: [publish, answer, { name: 'get-lost' }, picture, { name: 'throttled' }, { name: 'access' }, withdraw],
} as const satisfies Record<PracticeKind, readonly Task[]>;

/** Only tasks there are; whatever was stored or sent. */
export const taskAt = (tasks: readonly Task[], wanted: number): { readonly step: number; readonly task: Task } => {
	const step = Math.min(Math.max(Math.trunc(wanted) || 0, 0), tasks.length - 1);
	return { step, task: tasks[step] ?? publish };
};
