import { useTranslations } from 'use-intl';

import { Stamp } from '../parts/stamp.tsx';
import type { Contact } from './shapes.ts';

const stamps = { active: 'published', paused: 'waiting', bounced: 'refused' } as const;

/** Whether a contact gets mail. */
export function ContactStamp({ state }: Readonly<Pick<Contact, 'state'>>) {
	const say = useTranslations('press.state');
	return <Stamp state={stamps[state]}>{say(state)}</Stamp>;
}
