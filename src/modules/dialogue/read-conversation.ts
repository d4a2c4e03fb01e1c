import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok } from '#kernel/result.ts';
import { toIso } from '#kernel/time.ts';

import { isAllowed } from './answering/allowed.ts';
import { answersShown } from './answering/answers-shown.ts';
import { toProposal } from './approval/read.ts';
import { inAuthorsOrder } from './domain/inbound.ts';
import { abilitiesAt, placeWithout } from './domain/sent.ts';
import { likesShown } from './liking/shown.ts';
import { mailShown } from './mail/shown.ts';
import { remoteOf } from './name-keys.ts';
import type { AnsweredPost, DialogueNeeds, Reached } from './needs.ts';
import { askOpeningFor } from './planned/opening.ts';
import { aroundOf, present, type QueryNeeds, toItem } from './queries.ts';
import { SEALS } from './question-notice.ts';
import { threadIn, toMessage } from './thread/messages.ts';
import { askThread, MESSAGES, type Thread } from './thread/question.ts';

export type ReadFailure = { readonly type: 'conversation.not-found' } | { readonly type: 'access.denied' };

type Needs = QueryNeeds & Pick<DialogueNeeds, 'delivery' | 'mailer'>;

/** One conversation as the desk shows it: our post, what was said, who may take it. */
export const readConversation = (needs: Needs) => async (id: string, actor: Actor) => {
	const thread = await askThread(needs.db, id);
	if (!thread) return fail({ type: 'conversation.not-found' });
	if (!may(actor, 'conversation.read', thread.unit_id)) return fail({ type: 'access.denied' });
	const { newest } = thread;
	const { around, opening, ...about } = await surroundings(needs, thread);
	const item = toItem(thread, around);
	const presence = around.presences.get(thread.presence_id ?? '');
	return ok({
		...item,
		messages: inAuthorsOrder(newest.slice(0, MESSAGES).reverse()).map((message) => ({
			...toMessage(message, { them: item.counterpart, staff: about.staff }),
			...about.answers(message.id),
			...about.like(message.id),
			...about.mail(message),
		})),
		older: newest.length > MESSAGES,
		post: postShown(around.posts.get(thread.post_id ?? '')),
		asker: newest.some(({ is_sealed }) => is_sealed) ? null : askerOf(needs, thread.asker),
		can: abilitiesFor(thread, presence),
		mayAnswer: mayAnswerHere(needs, { last: thread.last, presence }),
		proposal: await toProposal(needs, { row: thread, proposal: thread.proposal, actor }),
		threadUrl: threadIn(newest),
		agents: [...(await needs.agentsOf(thread.unit_id))],
		opensAt: opening === null ? null : toIso(opening),
	});
};

/** What other places know about it. None needs what another one says, so all are asked at once. */
const surroundings = async (needs: Needs, thread: Thread) => {
	const { newest, changes, likes } = thread;
	const spoke = newest.filter(({ direction }) => direction !== 'in').map(({ author_id }) => author_id);
	const staff = await needs.people.names(present([...spoke, ...[...changes, ...likes].map(({ by_id }) => by_id)]));
	const [around, opening, answers, mail] = await Promise.all([
		aroundOf(needs, [thread]),
		askOpeningFor(needs, thread.unit_id),
		answersShown(needs, { newest, changes, staff }),
		mailShown(needs, thread.channel, newest),
	]);
	return { around, opening, staff, answers, mail, like: likesShown(likes, staff) };
};

type At = Reached | null | undefined;

const abilitiesFor = ({ presence_id, channel }: Thread, presence: At) => ({
	...abilitiesAt(presence_id === null ? placeWithout(channel) : presence?.capabilities),
	like: presence?.capabilities?.likes === true,
});

/** Whether the network lets us answer the newest of their messages that stands. */
const mayAnswerHere = (
	{ sealer }: Needs,
	{ last, presence }: { readonly last: Thread['last']; readonly presence: At },
): boolean => {
	if (last === null || !presence?.terms) return true;
	const sealed = last.remote_sealed === null ? null : Buffer.from(last.remote_sealed, 'base64');
	return isAllowed(presence, remoteOf(sealer, { ...last, remote_sealed: sealed }).extra?.['call']);
};

const postShown = (post: AnsweredPost | undefined) =>
	post ? { id: post.id, title: post.title, text: post.text, link: post.link } : null;

const askerOf = ({ sealer }: Needs, asker: Thread['asker']) =>
	asker && {
		name: asker.name && sealer.open(Buffer.from(asker.name, 'base64'), SEALS.name).toString(),
		mailed: asker.mailed,
	};
