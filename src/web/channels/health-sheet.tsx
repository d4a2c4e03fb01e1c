import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { z } from 'zod';

import type { PresenceView } from '#contract/channels.ts';
import { presenceHealthEndpoint, presenceLooksEndpoint } from '#contract/presence-health.ts';
import { isNetwork } from '#kernel/channel-name.ts';

import { sayDay } from '../library/day.ts';
import { Answer } from '../parts/answer.tsx';
import { useListOf, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Moment } from '../parts/moment.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Table } from '../parts/table.tsx';

type Health = z.output<typeof presenceHealthEndpoint.output>;
type PresenceProps = Readonly<{ presence: PresenceView }>;

/** How the connection has been for ninety days, until when the access is good, and what it was granted. */
export function HealthSheet({ presence }: PresenceProps) {
	const say = useTranslations('channels.history');
	const { id, channel, state, keyEndsAt } = presence;
	const asked = isNetwork(channel) && state !== 'planned';
	const query = useQueryOf(presenceHealthEndpoint, { id }, { topics: ['presence', 'wake'], enabled: asked });
	const [open, setOpen] = useState(false);
	if (!asked) return null;
	return (
		<Sheet title={say('title')}>
			<div className="pad stack">
				{keyEndsAt && (
					<p>
						{say('key-ends')} <Moment at={keyEndsAt} />
					</p>
				)}
				<Answer query={query}>
					{(health) => (
						<>
							<Strip days={health.days} />
							{health.rights?.missing.length === 0 && (
								<p className="hint">{say('scopes-whole', { count: health.rights.granted.length })}</p>
							)}
							<Surprises surprises={health.surprises} />
							<Wake wake={health.wake} />
						</>
					)}
				</Answer>
				{open ? (
					<Looks id={id} />
				) : (
					<div className="acts">
						<Button small onPress={() => setOpen(true)}>
							{say('show')}
						</Button>
					</div>
				)}
			</div>
		</Sheet>
	);
}

function Strip({ days }: Readonly<{ days: Health['days'] }>) {
	const say = useTranslations('channels.history');
	const language = useLocale();
	const known = days.filter(({ outcome }) => outcome !== null);
	const ill = known.filter(({ outcome }) => outcome !== 'well');
	const words = say('strip', { asked: known.length, ill: ill.length });
	return (
		<div>
			<div className="strip" role="img" aria-label={words}>
				{days.map(({ day, outcome }) => (
					<i
						key={day}
						className={outcome ?? 'unasked'}
						title={`${sayDay(day, language)}: ${say(outcome ?? 'unasked')}`}
					/>
				))}
			</div>
			<p className="hint">{words}</p>
		</div>
	);
}

function Surprises({ surprises }: Readonly<{ surprises: Health['surprises'] }>) {
	const say = useTranslations('channels.history');
	if (surprises.length === 0) return null;
	return (
		<div>
			<p>{say('differs')}</p>
			<ul className="plain-list">
				{surprises.map(({ field, count, firstAt, lastAt }) => (
					<li key={field}>
						<span>
							<span className="mono">{field}</span>, {say('differs-count', { count })} {say('differs-since')}{' '}
							<Moment at={firstAt} />, {say('differs-last')} <Moment at={lastAt} />
						</span>
					</li>
				))}
			</ul>
		</div>
	);
}

function Wake({ wake }: Readonly<{ wake: Health['wake'] }>) {
	const say = useTranslations('channels.wake');
	if (wake?.heardAt)
		return (
			<p className="hint">
				{say('last')} <Moment at={wake.heardAt} />
			</p>
		);
	return wake?.reason ? (
		<p className="hint">
			{say('not-asked')} <span className="mono">{wake.reason}</span>
		</p>
	) : null;
}

function Looks({ id }: Readonly<{ id: string }>) {
	const say = useTranslations('channels.history');
	const list = useListOf(presenceLooksEndpoint, { id, limit: 20 }, { topics: ['presence'] });
	return (
		<Answer query={list}>
			{() =>
				list.items.length === 0 ? (
					<p className="hint">{say('none')}</p>
				) : (
					<Table
						label={say('title')}
						rows={list.items}
						rowKey={({ at }) => at}
						more={list.more}
						columns={[
							{ key: 'at', head: say('at'), cell: ({ at }) => <Moment at={at} /> },
							{
								key: 'outcome',
								head: say('outcome'),
								cell: ({ outcome, reason }) => (
									<>
										{say(outcome)} {reason && <span className="mono">{reason}</span>}
									</>
								),
							},
							{ key: 'latency', head: say('latency'), cell: ({ latency }) => say(latency) },
						]}
					/>
				)
			}
		</Answer>
	);
}
