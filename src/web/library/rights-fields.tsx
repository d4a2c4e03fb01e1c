import { useTranslations } from 'use-intl';

import { type Consent, consents, licences } from '#kernel/media-rights.ts';

import { Select, TextField } from '../parts/field.tsx';
import type { Facts } from './shapes.ts';

type Rights = Pick<
	Facts,
	'author' | 'sourceUrl' | 'licence' | 'licenceText' | 'consent' | 'consentReference' | 'consentOn' | 'expiresOn'
>;
type FieldsProps = Readonly<{ facts: Rights; onChange: (part: Partial<Rights>) => void }>;

const inWords = new Set(['licensed', 'other']);
const withReference: Readonly<Partial<Record<Consent, 'consent-reference' | 'consent-reason'>>> = {
	'on-file': 'consent-reference',
	'not-needed': 'consent-reason',
};

/** Whose picture it is, under which terms, who is to be seen, and until when. */
export function RightsFields({ facts, onChange }: FieldsProps) {
	const say = useTranslations('library');
	const reference = withReference[facts.consent];
	return (
		<div className="f">
			<Select
				label={say('item.licence')}
				value={facts.licence}
				onChange={(value) => onChange({ licence: licences.find((one) => one === value) ?? 'unsaid' })}
				options={licences.map((licence) => ({ value: licence, label: say(`licence.${licence}`) }))}
			/>
			{inWords.has(facts.licence) && (
				<TextField
					label={say('item.licence-text')}
					hint={say('item.licence-text-hint')}
					value={facts.licenceText}
					onChange={(licenceText) => onChange({ licenceText })}
				/>
			)}
			<TextField
				label={say('item.author')}
				hint={say('item.author-hint')}
				value={facts.author}
				onChange={(author) => onChange({ author })}
				optional={facts.licence === 'own' || facts.licence === 'cc0' || facts.licence === 'public-domain'}
			/>
			<TextField
				label={say('item.source-url')}
				type="url"
				value={facts.sourceUrl ?? ''}
				onChange={(url) => onChange({ sourceUrl: url === '' ? null : url })}
				optional
			/>
			<Select
				label={say('item.consent')}
				value={facts.consent}
				onChange={(value) => onChange({ consent: consents.find((one) => one === value) ?? 'unsaid' })}
				options={consents.map((consent) => ({ value: consent, label: say(`consent.${consent}`) }))}
			/>
			{reference && (
				<TextField
					label={say(`item.${reference}`)}
					hint={say(`item.${reference}-hint`)}
					value={facts.consentReference}
					onChange={(consentReference) => onChange({ consentReference })}
				/>
			)}
			{facts.consent === 'on-file' && (
				<TextField
					label={say('item.consent-on')}
					type="date"
					value={facts.consentOn ?? ''}
					onChange={(day) => onChange({ consentOn: day === '' ? null : day })}
					optional
				/>
			)}
			<TextField
				label={say('item.expires')}
				hint={say('item.expires-hint')}
				type="date"
				value={facts.expiresOn ?? ''}
				onChange={(day) => onChange({ expiresOn: day === '' ? null : day })}
				optional
			/>
		</div>
	);
}
