import { useTranslations } from 'use-intl';

import { setFediverseSecureEndpoint } from '#contract/federation.ts';

import { useAct } from '../parts/asking.ts';
import { Checkbox } from '../parts/choice.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useOffice } from '../shell/office.tsx';

type AccessProps = Readonly<{ secure: boolean }>;

/** Whether other servers must say who they are before they read. */
export function AccessSheet({ secure }: AccessProps) {
	const say = useTranslations('federation');
	const { may } = useOffice();
	const { run, failure } = useAct(setFediverseSecureEndpoint, { topics: ['presence'] });
	if (!may('settings.manage')) return null;
	return (
		<Sheet title={say('access')}>
			<div className="pad stack">
				<FormSummary failure={failure} />
				<Checkbox
					label={say('secure')}
					hint={say('secure-hint')}
					checked={secure}
					onChange={(on) => void run({ secure: on })}
				/>
			</div>
		</Sheet>
	);
}
