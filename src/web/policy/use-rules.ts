import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { changeChecksEndpoint, changeProfileEndpoint, rulesEndpoint } from '#contract/policy.ts';

import { useAct, useQueryOf } from '../parts/asking.ts';
import { useAnnounce } from '../parts/toast.tsx';
import type { Checks, Profile, Rules } from './shapes.ts';

export const useRules = () => useQueryOf(rulesEndpoint, {}, { topics: ['setting'] });

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The checks as they stand on the screen, changed or not, and how they come into force. */
export const useChecksDraft = ({ checks }: Rules) => {
	const say = useTranslations('policy.force');
	const announce = useAnnounce();
	const [draft, setDraft] = useState<Checks | null>(null);
	const act = useAct(changeChecksEndpoint, {
		topics: ['setting'],
		onDone: ({ number }) => {
			setDraft(null);
			announce(say('done', { number }));
		},
	});
	const document = draft ?? checks.document;
	return {
		document,
		changed: !isSame(document, checks.document),
		set: setDraft,
		drop: () => setDraft(null),
		put: (note: string) => act.run({ base: checks.number, note, document }),
	};
};

/** The city profile as it stands on the screen. */
export const useProfileDraft = ({ profile }: Rules) => {
	const say = useTranslations('policy.force');
	const announce = useAnnounce();
	const [draft, setDraft] = useState<Profile | null>(null);
	const act = useAct(changeProfileEndpoint, {
		topics: ['setting'],
		onDone: ({ number }) => {
			setDraft(null);
			announce(say('done', { number }));
		},
	});
	const document = draft ?? profile.document;
	return {
		document,
		changed: !isSame(document, profile.document),
		set: (part: Partial<Profile>) => setDraft({ ...document, ...part }),
		drop: () => setDraft(null),
		put: (note: string) => act.run({ base: profile.number, note, document }),
	};
};
