import { useTranslations } from 'use-intl';

import type { PresenceView } from '#contract/channels.ts';

import { Moment } from '../parts/moment.tsx';
import { Stamp, type StampState } from '../parts/stamp.tsx';

const stamps = {
	planned: 'planned',
	live: 'published',
	restrained: 'missing',
	paused: 'waiting',
	retired: 'withdrawn',
} as const satisfies Record<PresenceView['state'], StampState>;

type PresenceProps = Readonly<{ presence: PresenceView }>;

export function StateStamp({ presence }: PresenceProps) {
	const say = useTranslations('channels.state');
	return <Stamp state={stamps[presence.state]}>{say(presence.state)}</Stamp>;
}

/** How the connection stands, and when somebody last looked. */
export function Health({ presence }: PresenceProps) {
	const say = useTranslations('channels.health');
	const { channel, connected, health } = presence;
	if (channel === 'newsroom' || channel === 'activitypub') return <>{say('house')}</>;
	if (!connected) return <>{say('none')}</>;
	const when = health.checkedAt && <Moment at={health.checkedAt} />;
	if (health.state === 'unauthorised') return <Stamp state="refused">{say('unauthorised')}</Stamp>;
	if (health.state === 'ill') return <Stamp state="missing">{say('ill')}</Stamp>;
	return (
		<>
			{say(health.state)} {when}
		</>
	);
}
