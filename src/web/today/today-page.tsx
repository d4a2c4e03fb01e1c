import { useLocale, useTranslations } from 'use-intl';

import { useZone } from '../parts/moment.tsx';
import { useNow } from '../parts/now.ts';
import { PageHead } from '../parts/sheet.tsx';

/** What waits for me, and what goes out today. */
export function TodayPage() {
	const say = useTranslations('today');
	const date = new Intl.DateTimeFormat(useLocale(), {
		weekday: 'long',
		day: 'numeric',
		month: 'long',
		timeZone: useZone(),
	});
	return <PageHead title={say('title', { date: date.format(useNow()) })} />;
}
