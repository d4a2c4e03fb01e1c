import { consentLack, isExpired, rightsLack } from '#kernel/media-rights.ts';

import type { MediaFacts } from '../library.ts';
import type { Content } from '../post.ts';
import { type Finding, finding } from './finding.ts';

const COPYRIGHT = '§§ 13, 31 UrhG';
const OWN_IMAGE = '§ 22 KUG, Art. 6 DSGVO';

interface About {
	readonly library?: ReadonlyMap<string, MediaFacts>;
	readonly today: string;
	/** The day it goes out, where that is settled. */
	readonly goesOn?: string | null;
}

/** Every picture may be shown on the day it goes out: its source is named, its terms allow it, the people on it agreed. */
export const pictureRightsFindings = ({ media }: Content, { library, today, goesOn }: About): Finding[] =>
	media.flatMap(({ mediaId }) => {
		const facts = library?.get(mediaId);
		const day = goesOn != null && goesOn > today ? goesOn : today;
		const poster = facts?.posterId ? library?.get(facts.posterId) : undefined;
		const seen = [facts, poster].filter((one) => one !== undefined);
		const found = seen.flatMap((one) => ofOne(one, `media:${mediaId}`, day));
		return found.filter(({ rule }, at) => found.findIndex((one) => one.rule === rule) === at);
	});

const ofOne = (facts: MediaFacts, field: string, day: string): Finding[] => {
	const [rights, consent] = [rightsLack(facts), consentLack(facts)];
	const about = (rule: string, paragraph: string, values: Finding['values']) =>
		finding({ rule, severity: 'block', field, paragraph, values });
	return [
		...(isExpired(facts, day) ? [about('media-expired', COPYRIGHT, { day: facts.expiresOn ?? '' })] : []),
		...(rights === null ? [] : [about('media-rights-missing', COPYRIGHT, { lack: rights })]),
		...(consent === null || consent === 'unsaid' ? [] : [about('media-consent-missing', OWN_IMAGE, { lack: consent })]),
		...(consent === 'unsaid'
			? [finding({ rule: 'media-consent-unsaid', severity: 'warning', field, paragraph: OWN_IMAGE })]
			: []),
	];
};
