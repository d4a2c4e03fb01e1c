import { useTranslations } from 'use-intl';

import type { CallFailure } from '../parts/call.ts';
import { FormSummary } from '../parts/failures.tsx';
import { TextArea, TextField } from '../parts/field.tsx';

export interface Fields {
	readonly name: string;
	readonly goal: string;
	readonly firstDay: string;
	readonly lastDay: string;
}

type FieldsProps = Readonly<{ fields: Fields; onChange: (fields: Fields) => void; failure: CallFailure | undefined }>;

/** What a campaign is called, what it wants to reach, and when. */
export function CampaignFields({ fields, onChange, failure }: FieldsProps) {
	const say = useTranslations('planning.campaigns');
	const set = (key: keyof Fields) => (value: string) => onChange({ ...fields, [key]: value });
	return (
		<>
			<FormSummary failure={failure} />
			<TextField label={say('name')} value={fields.name} onChange={set('name')} />
			<TextArea label={say('goal')} hint={say('goal-hint')} rows={2} value={fields.goal} onChange={set('goal')} />
			<div className="two">
				<TextField label={say('first')} type="date" value={fields.firstDay} onChange={set('firstDay')} />
				<TextField label={say('last')} type="date" value={fields.lastDay} onChange={set('lastDay')} />
			</div>
		</>
	);
}
