import { useTranslations } from 'use-intl';

import { listPressListsEndpoint } from '#contract/press.ts';
import { languages } from '#kernel/language.ts';

import { useLanguageName } from '../editorial/language-name.ts';
import { useListOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import type { CallFailure } from '../parts/call.ts';
import { Callout } from '../parts/callout.tsx';
import { Checkbox } from '../parts/choice.tsx';
import { FormSummary, fieldErrors } from '../parts/failures.tsx';
import { Select, TextField } from '../parts/field.tsx';
import type { Contact } from './shapes.ts';

export interface Written
	extends Pick<Contact, 'name' | 'outlet' | 'mail' | 'language' | 'source' | 'since' | 'state' | 'listIds'> {
	readonly askedAgain: boolean;
}

type FieldsProps = Readonly<{
	written: Written;
	onChange: (written: Written) => void;
	unitId: string;
	/** What the mailbox answered; null unless it refuses. */
	bounce: string | null;
	failure: CallFailure | undefined;
}>;

/** What is kept of a press contact, where the address came from among it. */
export function ContactFields({ written, onChange, unitId, bounce, failure }: FieldsProps) {
	const say = useTranslations('press.contact');
	const nameOf = useLanguageName();
	const set = (part: Partial<Written>) => onChange({ ...written, ...part });
	const errors = fieldErrors(failure);
	return (
		<>
			<FormSummary failure={failure} />
			{failure?.type === 'press.unsubscribed' && (
				<Checkbox
					label={say('asked-again')}
					checked={written.askedAgain}
					onChange={(askedAgain) => set({ askedAgain })}
				/>
			)}
			{bounce !== null && written.state === 'bounced' && (
				<Callout
					kind="warning"
					title={say('bounced', { answer: bounce })}
					act={
						<Button small onPress={() => set({ state: 'active' })}>
							{say('use-again')}
						</Button>
					}
				/>
			)}
			<TextField
				label={say('mail')}
				type="email"
				value={written.mail}
				error={errors['mail']}
				onChange={(mail) => set({ mail })}
				autoFocus
			/>
			<TextField label={say('name')} optional value={written.name} onChange={(name) => set({ name })} />
			<TextField
				label={say('outlet')}
				hint={say('outlet-hint')}
				optional
				value={written.outlet}
				onChange={(outlet) => set({ outlet })}
			/>
			<TextField
				label={say('source')}
				hint={say('source-hint')}
				value={written.source}
				error={errors['source']}
				onChange={(source) => set({ source })}
			/>
			<TextField label={say('since')} type="date" value={written.since} onChange={(since) => set({ since })} />
			<Select
				label={say('language')}
				hint={say('language-hint')}
				value={written.language}
				onChange={(value) => set({ language: languages.find((one) => one === value) ?? 'de' })}
				options={languages.map((value) => ({ value, label: nameOf(value) }))}
			/>
			<Lists unitId={unitId} chosen={written.listIds} onChange={(listIds) => set({ listIds })} />
			{written.state !== 'bounced' && (
				<Checkbox
					label={say('paused')}
					checked={written.state === 'paused'}
					onChange={(on) => set({ state: on ? 'paused' : 'active' })}
				/>
			)}
		</>
	);
}

type ListsProps = Readonly<{ unitId: string; chosen: readonly string[]; onChange: (chosen: string[]) => void }>;

function Lists({ unitId, chosen, onChange }: ListsProps) {
	const say = useTranslations('press.contact');
	const lists = useListOf(listPressListsEndpoint, { unitId, limit: 100 }, { topics: ['setting'] });
	return (
		<fieldset className="field">
			<legend className="lab">{say('lists')}</legend>
			{lists.isSuccess && lists.items.length === 0 && <p className="hint">{say('no-lists')}</p>}
			{lists.items.map(({ id, name }) => (
				<Checkbox
					key={id}
					label={name}
					checked={chosen.includes(id)}
					onChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
				/>
			))}
		</fieldset>
	);
}
