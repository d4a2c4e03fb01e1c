import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';

import type { PresenceView } from '#contract/channels.ts';
import { readCostsEndpoint, setTermsEndpoint } from '#contract/costs.ts';

import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Checkbox, RadioRows } from '../parts/choice.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { TextField } from '../parts/field.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { microOf, typedOf } from './dollars.ts';
import { PricesDialog } from './prices-dialog.tsx';

type Terms = NonNullable<PresenceView['terms']>;
type TermsProps = Readonly<{ presence: PresenceView; terms: Terms }>;

/** How access is paid for, what a month may cost, and whether copies lead back to the house. */
export function TermsSheet({ presence, terms }: TermsProps) {
	const say = useTranslations('channels.terms');
	const costs = useQueryOf(readCostsEndpoint, { id: presence.id, limit: 1 }, { topics: ['presence', 'delivery'] });
	const [pricing, setPricing] = useState(false);
	if (costs.data === undefined) return null;
	const { budget } = costs.data.budget;
	const end = (
		<Button small kind="quiet" onPress={() => setPricing(true)}>
			{say('prices')}
		</Button>
	);
	return (
		<Sheet title={say('title')} end={end}>
			<TermsForm key={`${terms.tier} ${budget} ${terms.withLink} ${terms.counts}`} {...{ presence, terms, budget }} />
			{pricing && <PricesDialog onClose={() => setPricing(false)} />}
		</Sheet>
	);
}

function TermsForm({ presence: { id }, terms, budget }: TermsProps & Readonly<{ budget: number | null }>) {
	const say = useTranslations('channels.terms');
	const language = useLocale();
	const [tier, setTier] = useState(terms.tier);
	const [typed, setTyped] = useState(budget === null ? '' : typedOf(budget, language));
	const [link, setLink] = useState<'with' | 'without'>(terms.withLink ? 'with' : 'without');
	const [counts, setCounts] = useState(terms.counts);
	const set = useAct(setTermsEndpoint, { topics: ['presence', 'delivery'] });
	const micro = typed.trim() === '' ? null : microOf(typed);
	const wrong = typed.trim() !== '' && micro === null;
	return (
		<form
			className="pad stack"
			onSubmit={(event) => {
				event.preventDefault();
				if (!wrong) void set.run({ id, tier, budget: micro, withLink: link === 'with', counts });
			}}
		>
			<FormSummary failure={set.failure} />
			<RadioRows
				label={say('tier')}
				value={tier}
				onChange={setTier}
				options={(['pay-per-use', 'public-utility', 'enterprise'] as const).map((value) => ({
					value,
					label: say(`${value}.label`),
					hint: say(`${value}.hint`),
				}))}
			/>
			{tier === 'pay-per-use' && (
				<TextField
					label={say('budget')}
					hint={say('budget-hint')}
					optional
					value={typed}
					onChange={setTyped}
					spellCheck={false}
					error={wrong ? say('budget-wrong') : undefined}
				/>
			)}
			<RadioRows
				label={say('link')}
				value={link}
				onChange={setLink}
				options={(['with', 'without'] as const).map((value) => ({
					value,
					label: say(`${value}.label`),
					hint: say(`${value}.hint`),
				}))}
			/>
			<Checkbox label={say('counts')} hint={say('counts-hint')} checked={counts} onChange={setCounts} />
			<div className="acts">
				<Button submit busy={set.busy}>
					{say('save')}
				</Button>
			</div>
		</form>
	);
}
