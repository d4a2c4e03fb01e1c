import { useState } from 'react';
import { useTranslations } from 'use-intl';

import {
	calendarLinkEndpoint,
	makeCalendarLinkEndpoint,
	revokeCalendarLinkEndpoint,
} from '#contract/planning-exchange.ts';

import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Callout } from '../parts/callout.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Moment } from '../parts/moment.tsx';
import { Sheet } from '../parts/sheet.tsx';

/** The plan in one's own calendar program: a secret link, shown once, ended at any time. */
export function SubscribeSheet() {
	const say = useTranslations('planning.subscribe');
	const [link, setLink] = useState<string>();
	const { data } = useQueryOf(calendarLinkEndpoint, {}, { topics: ['setting'] });
	const make = useAct(makeCalendarLinkEndpoint, { topics: ['setting'], onDone: (made) => setLink(made.link) });
	const end = useAct(revokeCalendarLinkEndpoint, { topics: ['setting'], onDone: () => setLink(undefined) });
	const since = data?.since ?? null;
	return (
		<Sheet title={say('title')}>
			<div className="pad f">
				<FormSummary failure={make.failure ?? end.failure} />
				<p>{say('about')}</p>
				{since !== null && (
					<p className="hint">
						{say('since')} <Moment at={since} />
					</p>
				)}
				{link && (
					<Callout kind="hint" title={say('once')}>
						<code className="mono pl-link">{link}</code>
					</Callout>
				)}
				<div className="acts">
					<Button icon="link" busy={make.busy} onPress={() => void make.run({})}>
						{say(since === null ? 'make' : 'renew')}
					</Button>
					{since !== null && (
						<Button kind="danger" busy={end.busy} onPress={() => void end.run({})}>
							{say('end')}
						</Button>
					)}
				</div>
			</div>
		</Sheet>
	);
}
