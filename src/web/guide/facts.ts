import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';

import { conversationsEndpoint } from '#contract/dialogue.ts';
import { readPostEndpoint } from '#contract/editorial.ts';

import { useQueryOf } from '../parts/asking.ts';
import { useOffice } from '../shell/office.tsx';
import { changeRound, type Round } from './round.ts';
import { type Step, stepOf } from './steps.ts';

const ON_POST = /^\/redaktion\/(?!neu$)([^/]+)$/;

/** Where the round stands, told from what the office says of its post; follows the post one writes now. */
export const useFacts = ({ postId, proofSeen }: Round) => {
	const { may } = useOffice();
	const post = useQueryOf(
		readPostEndpoint,
		{ id: postId ?? '' },
		{ topics: ['post'], enabled: postId !== null && may('post.read') },
	).data;
	const found = useQueryOf(
		conversationsEndpoint,
		{ view: 'all', limit: 1, ...(postId === null ? {} : { post: postId }) },
		{ topics: ['conversation'], enabled: postId !== null && may('conversation.read') },
	).data;
	const conversation = found?.items[0];
	const facts = { post: post?.state ?? null, conversation: conversation?.state ?? null, proofSeen };
	// Who may not read it cannot know the step; the last known one is told by the post alone.
	const step = stepOf(facts);
	useFollow(step, postId);
	return { post, conversation, step };
};

/** While the first step runs, the round follows the draft of one's own that is open on the desk. */
const useFollow = (step: Step | null, postId: string | null): void => {
	const { person } = useOffice();
	const open = useLocation({ select: ({ pathname }) => ON_POST.exec(pathname)?.[1] ?? null });
	const candidate = step === 'write' && open !== null && open !== postId ? open : null;
	const seen = useQueryOf(
		readPostEndpoint,
		{ id: candidate ?? '' },
		{ topics: ['post'], enabled: candidate !== null },
	).data;
	const mine =
		seen?.id === candidate && seen?.author.id === person.id && (seen.state === 'draft' || seen.state === 'in-approval');
	useEffect(() => {
		if (mine && candidate !== null) changeRound({ postId: candidate });
	}, [mine, candidate]);
};
