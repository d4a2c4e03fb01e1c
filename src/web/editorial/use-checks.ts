import { useEffect, useState } from 'react';
import type { z } from 'zod';

import { checkPostEndpoint } from '#contract/editorial-check.ts';
import type { ReplyControl } from '#kernel/reply-control.ts';

import { useQueryOf } from '../parts/asking.ts';
import { documentIn } from './document-field.tsx';
import type { Fields } from './draft-fields.ts';
import type { Checked } from './shapes.ts';

type Input = z.input<typeof checkPostEndpoint.input>;
const QUIET_MS = 350;

/** Looks at the draft as it stands on the screen, a moment after each change. */
export const useChecks = (postId: string, fields: Fields): Checked | undefined => {
	const [settled, setSettled] = useState(fields);
	useEffect(() => {
		const waiting = setTimeout(() => setSettled(fields), QUIET_MS);
		return () => clearTimeout(waiting);
	}, [fields]);
	const query = useQueryOf(checkPostEndpoint, inputOf(postId, settled), {
		keep: true,
		topics: ['presence', 'setting', 'media'],
	});
	return query.data;
};

const inputOf = (postId: string, fields: Fields): Input => {
	const ids = (name: string): string[] => (Array.isArray(fields[name]) ? fields[name].map(String) : []);
	const textOf = (presenceId: string): string | null => {
		const own = fields[`rendition:${presenceId}`];
		return typeof own === 'string' ? own : null;
	};
	return {
		postId,
		title: String(fields['title'] ?? ''),
		text: String(fields['text'] ?? ''),
		language: String(fields['language'] ?? 'de'),
		// NOTE: kind and details hold what the fields for them put in; the office checks them again.
		kind: fields['kind'] as Input['kind'],
		details: (fields['details'] ?? null) as Input['details'],
		translations: (fields['translations'] ?? []) as NonNullable<Input['translations']>,
		warning: (fields['warning'] ?? null) as Input['warning'],
		document: documentIn({ fields }),
		renditions: ids('presences').map((presenceId) => {
			const translation = fields[`speaks:${presenceId}`];
			const speaks = typeof translation === 'string' ? { translation } : {};
			const leads = fields[`leads:${presenceId}`];
			const leadsBack = typeof leads === 'boolean' ? { leadsBack: leads } : {};
			const kept = fields[`replies:${presenceId}`];
			// NOTE: its field offers the names of the contract and no other.
			const replies = typeof kept === 'string' ? { replyControl: kept as ReplyControl } : {};
			return { presenceId, text: textOf(presenceId), ...speaks, ...leadsBack, ...replies };
		}),
		// NOTE: descriptions come from the office as records of texts and are only ever replaced by such.
		media: ids('media').map((mediaId) => ({
			mediaId,
			alt: (fields[`media:${mediaId}`] ?? {}) as Record<string, string>,
		})),
	};
};
