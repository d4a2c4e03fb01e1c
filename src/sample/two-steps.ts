import { createRuleEndpoint } from '#contract/approval.ts';
import { addCommentEndpoint } from '#contract/comments.ts';
import { readPostEndpoint } from '#contract/editorial.ts';
import { minutes, plus } from '#kernel/time.ts';

import type { SampleTwoSteps } from './course.ts';
import { actor, type Happening, idOf, sayYes, type Telling, write } from './write-posts.ts';

/** After the last approval of everything else, so that the rule holds for this one post. */
const BEGINS = minutes(-25);

/** A rule with two steps is made, a post passes the first, and somebody asks about one passage. */
export const happeningsOfSteps = (telling: Telling, { post, ...rest }: SampleTwoSteps): readonly Happening[] => {
	const after = (ms: number) => plus(telling.house.now, BEGINS + ms);
	return [
		{ at: after(0), happen: () => makeRule(telling, { post, ...rest }) },
		{ at: after(minutes(1)), happen: () => write(telling, post) },
		{ at: after(minutes(6)), happen: () => comment(telling, { post, ...rest }) },
		{ at: after(minutes(9)), happen: () => sayYes(telling, post) },
	];
};

const makeRule = async (
	telling: Telling,
	{ post, rule, lead, steps, deadlineMinutes }: SampleTwoSteps,
): Promise<void> => {
	const unitId = telling.staff.units.get(post.unit) ?? '';
	const plain = { eyes: 1, remindMinutes: null, substituteId: null };
	const [first, second] = steps;
	await telling.house.call(
		createRuleEndpoint,
		{
			...{ name: rule, unitId, channels: [], kinds: [post.kind], risk: 'none', order: 'in-turn', mentor: null },
			steps: [
				{
					...{ id: 'step-1', name: first, ...plain, deadlineMinutes: null, escalateTo: [] },
					deciders: { roles: ['approver'], persons: [], guests: [] },
				},
				{
					...{ id: 'step-2', name: second, ...plain, deadlineMinutes, remindMinutes: 15, escalateTo: ['central'] },
					deciders: { roles: ['lead'], persons: [], guests: [] },
				},
			],
		},
		actor(telling, lead),
	);
};

const comment = async (telling: Telling, { post, comment: { passage, text } }: SampleTwoSteps): Promise<void> => {
	const who = actor(telling, post.approver);
	const author = actor(telling, post.author);
	const id = idOf(telling, post);
	const start = (await telling.house.call(readPostEndpoint, { id }, who)).text.indexOf(passage);
	const where = { field: 'text', start, end: start + passage.length };
	const named = { mentions: [author.id], taskFor: author.id };
	await telling.house.call(addCommentEndpoint, { id, body: text, passage: where, ...named }, who);
};
