import { useTranslations } from 'use-intl';

import { readPricesEndpoint } from '#contract/costs.ts';
import { kindOfCopy } from '#kernel/prices.ts';

import { useDollars } from '../channels/dollars.ts';
import { useQueryOf } from '../parts/asking.ts';
import { Segments } from '../parts/segments.tsx';
import type { Outlet } from './shapes.ts';
import type { Draft } from './use-draft.ts';

/** Whether a copy carries the address of the house: as its writer said, else as its presence does. */
export const leadsBackIn = ({ id, terms }: Outlet, { fields }: Draft): boolean => {
	const said = fields[`leads:${id}`];
	return typeof said === 'boolean' ? said : (terms?.withLink ?? true);
};

/** The address a copy carries; undefined where it carries none. */
export const useLinkBack = (outlet: Outlet, draft: Draft, link: string): string | undefined =>
	leadsBackIn(outlet, draft) ? link : undefined;

type LinkChoiceProps = Readonly<{ outlet: Outlet; name: string; draft: Draft; text: string; link: string }>;

/** With or without the address of the house, and what each costs where the network charges by the call. */
export function LinkChoice({ outlet, name, draft, text, link }: LinkChoiceProps) {
	const say = useTranslations('editorial.link-choice');
	const dollars = useDollars();
	const leads = leadsBackIn(outlet, draft);
	const charged = outlet.terms?.tier === 'pay-per-use';
	const query = useQueryOf(readPricesEndpoint, {}, { topics: ['presence'], enabled: charged });
	if (outlet.terms === null) return null;
	const { prices } = query.data ?? {};
	const costOf = (back: boolean): string => {
		if (!charged || prices === undefined) return '';
		const copy = { text, answersOthers: false, ...(back ? { link } : {}) };
		return dollars(prices[kindOfCopy(copy)] ?? 0);
	};
	const own = !leads && costOf(false) !== '' && costOf(false) === costOf(true);
	const label = (back: boolean) => {
		const cost = costOf(back);
		const word = say(back ? 'with' : 'without');
		return cost === '' ? word : say('at', { word, cost });
	};
	return (
		<div className="stack-s">
			<Segments
				label={say('label', { name })}
				value={leads ? 'with' : 'without'}
				onChange={(chosen) => draft.set(`leads:${outlet.id}`, chosen === 'with')}
				options={[
					{ value: 'with', label: label(true) },
					{ value: 'without', label: label(false) },
				]}
			/>
			{own && <p className="hint">{say('own-address')}</p>}
		</div>
	);
}
