import { useTranslations } from 'use-intl';

import { setupAuthorityEndpoint } from '#contract/setup.ts';

import { useAct } from '../../parts/asking.ts';
import { freshAuthority, useAuthorityFields } from '../authority-fields.tsx';
import { Form } from '../door/form.tsx';

type AuthorityStepProps = Readonly<{ code: string; onDone: () => void }>;

/** Who runs this installation. */
export function AuthorityStep({ code, onDone }: AuthorityStepProps) {
	const say = useTranslations('people.wizard.authority');
	const { authority, fields, missing } = useAuthorityFields(freshAuthority);
	const { run, busy, failure } = useAct(setupAuthorityEndpoint, { onDone });
	return (
		<Form verb={say('verb')} busy={busy} blocked={missing} failure={failure} onSend={() => run({ code, ...authority })}>
			{fields}
		</Form>
	);
}
