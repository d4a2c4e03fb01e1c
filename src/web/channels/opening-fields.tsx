import { useState } from 'react';
import { useTranslations } from 'use-intl';

import type { OpeningFacts } from '#contract/opening.ts';
import { openingsInForceEndpoint } from '#contract/openings.ts';
import { personsEndpoint } from '#contract/people.ts';
import { networkNames } from '#kernel/channel-name.ts';

import { useListOf, useQueryOf } from '../parts/asking.ts';
import { Select, TextArea, TextField } from '../parts/field.tsx';

export const nothingStated: OpeningFacts = {
	consentBy: '',
	consentOn: '',
	purpose: '',
	audience: '',
	responsibleId: '',
	deputyId: '',
	resolution: null,
};

/** What was agreed, while it is written down. `channel`: where the presence is, which decides whether a resolution is needed. */
export const useOpening = (channel: string, begin: OpeningFacts = nothingStated) => {
	const [facts, setFacts] = useState(begin);
	const rule = useQueryOf(openingsInForceEndpoint, {}, { topics: ['setting'] });
	const isNetwork = networkNames.some((one) => one === channel);
	const free = !isNetwork || (rule.data?.document.networks.some((one) => one === channel) ?? true);
	const { resolution, ...required } = facts;
	const complete =
		Object.values(required).every((value) => value.trim() !== '') && (free || Boolean(resolution?.trim()));
	return { facts, free, complete, set: (part: Partial<OpeningFacts>) => setFacts({ ...facts, ...part }) };
};

type OpeningFieldsProps = Readonly<{ opening: ReturnType<typeof useOpening>; tried: boolean }>;

/** Consent, purpose, target group, who is responsible, and the resolution where the house asks for one. */
export function OpeningFields({ opening: { facts, free, set }, tried }: OpeningFieldsProps) {
	const say = useTranslations('channels.opening');
	const persons = useListOf(personsEndpoint, { state: 'active', limit: 100 }, { topics: ['person'] });
	const people = persons.items.map(({ id, name }) => ({ value: id, label: name }));
	const missing = (value: string | null) => (tried && !value?.trim() ? say('missing') : undefined);
	const twice = facts.deputyId !== '' && facts.deputyId === facts.responsibleId ? say('twice') : undefined;
	return (
		<fieldset className="stack bare-set">
			<legend className="lab">{say('title')}</legend>
			<p className="hint">{say('why')}</p>
			<TextField
				label={say('consent-by')}
				hint={say('consent-by-hint')}
				value={facts.consentBy}
				onChange={(consentBy) => set({ consentBy })}
				error={missing(facts.consentBy)}
			/>
			<TextField
				label={say('consent-on')}
				type="date"
				value={facts.consentOn}
				onChange={(consentOn) => set({ consentOn })}
				error={missing(facts.consentOn)}
			/>
			<TextArea
				label={say('purpose')}
				hint={say('purpose-hint')}
				rows={2}
				value={facts.purpose}
				onChange={(purpose) => set({ purpose })}
				error={missing(facts.purpose)}
			/>
			<TextField
				label={say('audience')}
				hint={say('audience-hint')}
				value={facts.audience}
				onChange={(audience) => set({ audience })}
				error={missing(facts.audience)}
			/>
			<div className="two">
				<Select
					label={say('responsible')}
					value={facts.responsibleId}
					empty={say('choose')}
					options={people}
					onChange={(responsibleId) => set({ responsibleId })}
					error={missing(facts.responsibleId)}
				/>
				<Select
					label={say('deputy')}
					value={facts.deputyId}
					empty={say('choose')}
					options={people}
					onChange={(deputyId) => set({ deputyId })}
					error={twice ?? missing(facts.deputyId)}
				/>
			</div>
			<TextField
				label={say('resolution')}
				hint={say(free ? 'resolution-free' : 'resolution-needed')}
				optional={free}
				value={facts.resolution ?? ''}
				onChange={(resolution) => set({ resolution: resolution === '' ? null : resolution })}
				error={free ? undefined : missing(facts.resolution)}
			/>
		</fieldset>
	);
}
