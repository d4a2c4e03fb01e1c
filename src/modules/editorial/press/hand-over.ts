import { fromDate } from '#kernel/time.ts';
import { errorFields } from '#platform/log.ts';
import { sayIn } from '#web/languages/index.ts';

import type { Handing } from '../domain/press/course.ts';
import { pressLetter } from '../domain/press/letter.ts';
import type { Claimed } from './claim-recipient.ts';
import type { PressNeeds } from './needs.ts';
import { unsubscribeLink } from './unsubscribe.ts';

/** Hands one mail over, outside any transaction. What fails on our side before anything left is tried again. */
export const handOver = async (needs: PressNeeds, claimed: Claimed): Promise<Handing> => {
	const { id, contact, frozen, publishedAt } = claimed;
	const { people, origin, sealer, mailer, log } = needs;
	try {
		const { name: authority, zone } = await people.authority();
		const [unit] = await people.unitPath(frozen.unit);
		const unsubscribe = unsubscribeLink({ origin, sealer }, id);
		const { language, mail } = contact;
		const say = sayIn(language);
		const around = { authority, unit: unit?.name ?? '', origin, zone, unsubscribe, to: { language, mail } };
		const letter = pressLetter(frozen, { ...around, publishedAt: fromDate(publishedAt) }, (key, values) =>
			say(`press.letter.${key}`, values),
		);
		return await mailer.sendOnce({ ...letter, id, to: mail, kind: 'press', unsubscribe });
	} catch (thrown) {
		log.error('a press mail could not be attempted', { id, ...errorFields(thrown) });
		return { kind: 'later', step: 'send', reason: '' };
	}
};
