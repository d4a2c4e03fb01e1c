import { useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';

import { SecondFactorSetUp } from '../second-factor.tsx';
import { Door } from './door.tsx';

/** Before the desk opens to a role that requires it: the second factor. */
export function EnrolPage() {
	const say = useTranslations('people.factor');
	const navigate = useNavigate();
	return (
		<Door title={say('title')} lead={say('lead')}>
			<SecondFactorSetUp onDone={() => void navigate({ to: '/' })} />
		</Door>
	);
}
