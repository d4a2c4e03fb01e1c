import { describe, expect, it } from 'vitest';

import type { Shown } from '../practice.ts';
import { type Task, taskAt, tasksOf } from './tasks.ts';

const office = { name: 'Rathaus', handle: 'rathaus', official: true };
const citizen = { name: 'Waldkauz', handle: 'waldkauz', official: false };
const post = (id: string, more: Partial<Shown> = {}): Shown => ({
	id,
	text: 'x',
	author: office,
	at: 1,
	editedAt: null,
	likes: 0,
	replyTo: null,
	media: [],
	card: null,
	visibility: 'public',
	...more,
});
const isDone = (name: Task['name'], ...posts: Shown[]) => {
	const tasks: readonly Task[] = tasksOf.mastodon;
	return tasks.find((task) => task.name === name)?.isDone?.(posts);
};

describe('a task', () => {
	it('is done when the network shows it, and not before', () => {
		const question = post('q', { author: citizen, visibility: 'private' });
		expect([isDone('publish'), isDone('publish', question), isDone('publish', post('1'))]).toEqual([
			false,
			false,
			true,
		]);
		expect([isDone('answer', question), isDone('answer', post('1'), question)]).toEqual([false, false]);
		const answer = post('a', { replyTo: 'q' });
		expect([isDone('answer', question, answer), isDone('private', question, answer)]).toEqual([true, true]);
		expect(isDone('private', post('q', { author: citizen }), answer)).toBe(false);
		const [without, described] = [
			{ id: 'm', alt: '' },
			{ id: 'm', alt: 'Plan' },
		];
		expect(isDone('picture', post('1', { media: [described, without] }))).toBe(false);
		expect(isDone('picture', post('1', { media: [described] }))).toBe(true);
		expect([isDone('correct', post('1')), isDone('correct', post('1', { editedAt: 2 }))]).toEqual([false, true]);
		expect([isDone('withdraw', post('1')), isDone('withdraw', post('1', { deletedAt: 2 }))]).toEqual([false, true]);
		expect(isDone('publish', post('1', { deletedAt: 2 }))).toBe(false);
	});

	it('is one there is, whatever was asked for', () => {
		expect([-1, 0, 3, 99, Number.NaN].map((wanted) => taskAt(tasksOf.bluesky, wanted).step)).toEqual([0, 0, 3, 6, 0]);
	});
});
