import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { changeSiteDetailsEndpoint, type SiteDetailsShape } from '#contract/newsroom.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { FormSummary, fieldErrors } from '../parts/failures.tsx';
import { TextField } from '../parts/field.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useAnnounce } from '../parts/toast.tsx';

type Details = z.output<typeof SiteDetailsShape>;

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** How citizens reach a human voice, and where personal matters belong. */
export function DetailsSheet({ details }: Readonly<{ details: Details }>) {
	const say = useTranslations('newsroom.desk');
	const announce = useAnnounce();
	const [phone, setPhone] = useState(details.phone ?? '');
	const [hours, setHours] = useState(details.phoneHours ?? '');
	const [portal, setPortal] = useState(details.portalUrl ?? '');
	const saving = useAct(changeSiteDetailsEndpoint, { topics: ['setting'], onDone: () => announce(say('savedSite')) });
	const wrong = fieldErrors(saving.failure);
	const save = () => void saving.run({ phone: orNull(phone), phoneHours: orNull(hours), portalUrl: orNull(portal) });
	return (
		<Sheet title={say('site')}>
			<div className="pad stack">
				<FormSummary failure={saving.failure} />
				<TextField
					label={say('phone')}
					optional
					value={phone}
					onChange={setPhone}
					error={wrong['phone'] ? say('phoneWrong') : undefined}
				/>
				<TextField
					label={say('phoneHours')}
					hint={say('phoneHoursHint')}
					optional
					value={hours}
					onChange={setHours}
					error={wrong['phoneHours'] ? say('hoursWrong') : undefined}
				/>
				<TextField
					label={say('portalUrl')}
					hint={say('portalUrlHint')}
					optional
					type="url"
					value={portal}
					onChange={setPortal}
					error={wrong['portalUrl'] ? say('portalWrong') : undefined}
				/>
				<div className="acts">
					<Button kind="main" busy={saving.busy} onPress={save}>
						{say('saveSite')}
					</Button>
				</div>
			</div>
		</Sheet>
	);
}
