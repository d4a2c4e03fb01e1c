import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';

import { inquiryDraftEndpoint } from '#contract/inquiries.ts';
import { instant } from '#kernel/time.ts';

import { useQueryOf } from '../parts/asking.ts';
import { Select, TextField } from '../parts/field.tsx';
import { useSpeakMoment, useZone } from '../parts/moment.tsx';
import { useNow } from '../parts/now.ts';
import { isoOf, momentOf, ownBeginning } from './follow-up.ts';

interface Terms {
	/** The moment chosen; null while there is none that is still to come. */
	readonly dueAt: string | null;
	readonly field: ReactNode;
}

const OWN = 'own';
const FIRST = '240';

/** Until when somebody is asked to answer: in hours of service of who is asked, said as a moment, or a time of one's own. */
export const useTerms = (conversationId: string, unit?: string): Terms => {
	const say = useTranslations('inquiry.terms');
	const speak = useSpeakMoment();
	const [zone, now] = [useZone(), useNow()];
	const [choice, setChoice] = useState(FIRST);
	const [own, setOwn] = useState(() => ownBeginning(now, zone));
	const asked = { conversationId, ...(unit ? { unit } : {}) };
	const query = useQueryOf(inquiryDraftEndpoint, asked, { topics: ['conversation', 'setting'], keep: true });
	const terms = query.data?.terms ?? [];
	const options = terms.map(({ minutes, dueAt }) => ({
		value: String(minutes),
		label: say('one', { moment: speak(instant(dueAt)), hours: minutes / 60 }),
	}));
	const dueAt =
		choice === OWN
			? isoOf(momentOf(own, zone), now)
			: (terms.find(({ minutes }) => String(minutes) === choice)?.dueAt ?? null);
	const field = (
		<>
			<Select
				label={say('label')}
				value={choice}
				options={[...options, { value: OWN, label: say('own') }]}
				onChange={setChoice}
			/>
			{choice === OWN && <TextField label={say('own-time')} type="datetime-local" value={own} onChange={setOwn} />}
		</>
	);
	return { dueAt, field };
};
