import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { buildSampleEndpoint } from '#contract/sample.ts';
import { beginSetupEndpoint } from '#contract/setup.ts';

import { useAct } from '../../parts/asking.ts';
import { Button } from '../../parts/button.tsx';
import { TextField } from '../../parts/field.tsx';
import { Form } from '../door/form.tsx';

type CodeStepProps = Readonly<{ onDone: (code: string) => void; onSample: () => void }>;

/** The one-time code from the console. A link printed there may bring it along behind `#`. */
export function CodeStep({ onDone, onSample }: CodeStepProps) {
	const sayTry = useTranslations('sample.try');
	const say = useTranslations('people.wizard.code');
	const [code, setCode] = useState(() => location.hash.slice(1));
	const { run, busy, failure } = useAct(beginSetupEndpoint, { onDone: () => onDone(code.trim()) });
	const sample = useAct(buildSampleEndpoint, { onDone: onSample });
	const blocked = code.trim().length < 4 ? say('missing') : undefined;
	return (
		<>
			<Form
				verb={say('verb')}
				busy={busy}
				blocked={blocked}
				failure={failure ?? sample.failure}
				onSend={() => run({ code: code.trim() })}
			>
				<TextField
					label={say('label')}
					hint={say('hint')}
					value={code}
					onChange={setCode}
					spellCheck={false}
					autoFocus
				/>
			</Form>
			<div className="aside-way">
				<h2>{sayTry('or')}</h2>
				<p>{sayTry('text')}</p>
				<Button
					icon="graduation-cap"
					busy={sample.busy}
					blocked={blocked}
					onPress={() => void sample.run({ code: code.trim() })}
				>
					{sayTry('verb')}
				</Button>
			</div>
		</>
	);
}
