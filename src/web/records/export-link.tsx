import { useTranslations } from 'use-intl';

import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { useOffice } from '../shell/office.tsx';

type ExportLinkProps = Readonly<{ subject?: string }>;

/** The download that `amtsfunk verify` reads. A plain link: the browser shows its progress, and one can go on working. */
export function ExportLink({ subject }: ExportLinkProps) {
	const say = useTranslations('records.export');
	const { may, elevated } = useOffice();
	if (!may('record.export')) return null;
	const words = say(subject ? 'subject' : 'whole');
	if (!elevated)
		return (
			<Button small icon="download" blocked={say('second-factor')}>
				{words}
			</Button>
		);
	const search = subject ? `?${new URLSearchParams({ subject })}` : '';
	return (
		<a className="btn s" href={`/api/records/export${search}`} download>
			<Icon name="download" />
			{words}
		</a>
	);
}
