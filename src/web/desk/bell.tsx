import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';

import { unreadEndpoint } from '#contract/desk.ts';

import { useQueryOf } from '../parts/asking.ts';
import { Icon } from '../parts/icon.tsx';

const SHOWN = 99;

/** The bell of the top bar: how much one was told and has not read, and the way to it. */
export function Bell() {
	const say = useTranslations('desk');
	const { data } = useQueryOf(unreadEndpoint, {}, { topics: ['notice'] });
	const count = data?.count ?? 0;
	const shown = count > SHOWN ? `${SHOWN}+` : String(count);
	return (
		<Link
			to="/benachrichtigungen"
			className="btn quiet ico bell"
			aria-label={say('bell', { count, shown })}
			title={say('title')}
		>
			<Icon name="bell" size="l" />
			{count > 0 && (
				<span className="count hot" aria-hidden="true">
					{shown}
				</span>
			)}
		</Link>
	);
}
