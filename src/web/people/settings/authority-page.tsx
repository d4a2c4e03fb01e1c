import { useTranslations } from 'use-intl';

import { authorityEndpoint, changeAuthorityEndpoint } from '#contract/setup.ts';

import { Answer } from '../../parts/answer.tsx';
import { useAct, useQueryOf } from '../../parts/asking.ts';
import { useAnnounce } from '../../parts/toast.tsx';
import { type Authority, useAuthorityFields } from '../authority-fields.tsx';
import { Form } from '../door/form.tsx';
import { SettingsHead } from './settings-head.tsx';

/** Name, zone and contact data: what stands in the legal notice. */
export function AuthorityPage() {
	const query = useQueryOf(authorityEndpoint, {}, { topics: ['person'] });
	return (
		<>
			<SettingsHead place="authority" />
			<div className="sheet pad">
				<Answer query={query}>{(authority) => <AuthorityForm before={authority} />}</Answer>
			</div>
		</>
	);
}

type AuthorityFormProps = Readonly<{ before: Authority }>;

function AuthorityForm({ before }: AuthorityFormProps) {
	const say = useTranslations('people.authority');
	const announce = useAnnounce();
	const { authority, fields, missing } = useAuthorityFields(before);
	const { run, busy, failure } = useAct(changeAuthorityEndpoint, {
		topics: ['person', 'setting'],
		onDone: () => announce(say('saved')),
	});
	return (
		<Form verb={say('save')} busy={busy} blocked={missing} failure={failure} onSend={() => run(authority)}>
			{fields}
		</Form>
	);
}
