import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import type { PresenceView } from '#contract/channels.ts';
import { presenceAllowancesEndpoint } from '#contract/delivery.ts';
import { isNetwork } from '#kernel/channel-name.ts';
import { days, instant } from '#kernel/time.ts';

import { Answer } from '../parts/answer.tsx';
import { useQueryOf } from '../parts/asking.ts';
import { Moment, useSpeakMoment } from '../parts/moment.tsx';
import { useNow } from '../parts/now.ts';
import { Sheet } from '../parts/sheet.tsx';
import { useOffice } from '../shell/office.tsx';

type Allowance = z.output<typeof presenceAllowancesEndpoint.output>['items'][number];

/** What was said longer ago says nothing about today. */
const STALE_MS = days(1);

/** What the network itself said about how much may still be asked of it. */
export function AllowanceSheet({ presence: { id, channel, state, unitId } }: Readonly<{ presence: PresenceView }>) {
	const say = useTranslations('channels.allowance');
	const { may } = useOffice();
	const asked = isNetwork(channel) && state !== 'planned' && state !== 'retired' && may('presence.read', unitId);
	const query = useQueryOf(presenceAllowancesEndpoint, { id }, { topics: ['delivery', 'presence'], enabled: asked });
	if (!asked) return null;
	return (
		<Sheet title={say('title')}>
			<div className="pad stack">
				<Answer query={query}>{({ items }) => <Told items={items} />}</Answer>
			</div>
		</Sheet>
	);
}

function Told({ items }: Readonly<{ items: readonly Allowance[] }>) {
	const say = useTranslations('channels.allowance');
	const now = useNow();
	const told = items.filter(({ resetAt }) => instant(resetAt) > now - STALE_MS);
	const [newest] = told.map(({ readAt }) => readAt).toSorted((a, b) => b.localeCompare(a));
	if (newest === undefined) return <p className="hint">{say('untold')}</p>;
	return (
		<>
			<ul className="plain-list">
				{told.map((one) => (
					<li key={`${one.bucket} ${one.resetAt}`}>
						<Left allowance={one} isOver={instant(one.resetAt) <= now} />
					</li>
				))}
			</ul>
			<p className="hint">
				{say('read')} <Moment at={newest} />
			</p>
		</>
	);
}

const nouns = ['posts', 'media', 'delete', 'read', 'points'] as const;

/** Counted by name where we know what is counted; in per cent where the network says no more. */
function Left({ allowance, isOver }: Readonly<{ allowance: Allowance; isOver: boolean }>) {
	const say = useTranslations('channels.allowance');
	const speak = useSpeakMoment();
	const { bucket, most, remaining, resetAt } = allowance;
	const at = speak(instant(resetAt));
	const noun = nouns.find((one) => one === bucket) ?? 'requests';
	if (bucket === 'calls') return <span>{isOver ? say('share-anew') : say('share', { remaining, at })}</span>;
	const what = say(`of.${noun}`);
	if (isOver) return <span>{say('anew', { most, what })}</span>;
	return (
		<span>
			<progress max={most} value={remaining} aria-hidden="true" /> {say('left', { remaining, most, what, at })}
		</span>
	);
}
