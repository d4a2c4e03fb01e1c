import { useEffect, useState } from 'react';
import type { z } from 'zod';

import { lookAtReplyEndpoint } from '#contract/answering.ts';

import { useQueryOf } from '../parts/asking.ts';

export type Looked = z.output<typeof lookAtReplyEndpoint.output>;

const QUIET_MS = 350;

/** What the checks say to an answer as it stands in the field, a moment after each change; nothing without words. */
export const useLook = (conversationId: string, text: string): Looked | undefined => {
	const [settled, setSettled] = useState(text);
	useEffect(() => {
		const waiting = setTimeout(() => setSettled(text), QUIET_MS);
		return () => clearTimeout(waiting);
	}, [text]);
	const asked = { conversationId, text: settled };
	const isAsked = text.trim() !== '' && settled.trim() !== '';
	const query = useQueryOf(lookAtReplyEndpoint, asked, {
		keep: true,
		enabled: isAsked,
		topics: ['presence', 'setting'],
	});
	return isAsked ? query.data : undefined;
};
