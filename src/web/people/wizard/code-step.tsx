import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { beginSetupEndpoint } from '#contract/setup.ts';

import { useAct } from '../../parts/asking.ts';
import { TextField } from '../../parts/field.tsx';
import { Form } from '../door/form.tsx';

type CodeStepProps = Readonly<{ onDone: (code: string) => void }>;

/** The one-time code from the console. A link printed there may bring it along behind `#`. */
export function CodeStep({ onDone }: CodeStepProps) {
	const say = useTranslations('people.wizard.code');
	const [code, setCode] = useState(() => location.hash.slice(1));
	const { run, busy, failure } = useAct(beginSetupEndpoint, { onDone: () => onDone(code.trim()) });
	return (
		<Form
			verb={say('verb')}
			busy={busy}
			blocked={code.trim().length < 4 ? say('missing') : undefined}
			failure={failure}
			onSend={() => run({ code: code.trim() })}
		>
			<TextField label={say('label')} hint={say('hint')} value={code} onChange={setCode} spellCheck={false} autoFocus />
		</Form>
	);
}
