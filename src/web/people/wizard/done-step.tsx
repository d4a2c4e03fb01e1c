import { useTranslations } from 'use-intl';

import { ButtonLink } from '../../parts/button.tsx';

/** What to do next. */
export function DoneStep() {
	const say = useTranslations('people.wizard.done');
	return (
		<>
			<ol className="plain-list">
				<li>{say('people')}</li>
				<li>{say('channels')}</li>
				<li>{say('post')}</li>
			</ol>
			<div className="wiz-b">
				<ButtonLink kind="main" to="/">
					{say('verb')}
				</ButtonLink>
				<ButtonLink to="/einrichtung">{say('invite')}</ButtonLink>
			</div>
		</>
	);
}
