import { useFormatter, useTranslations } from 'use-intl';
import type { z } from 'zod';

import type { PresenceView } from '#contract/channels.ts';
import { presenceHealthEndpoint, type RightShape } from '#contract/presence-health.ts';
import { isNetwork } from '#kernel/channel-name.ts';
import type { RightUse } from '#kernel/right-use.ts';

import { useQueryOf } from '../parts/asking.ts';
import { Callout } from '../parts/callout.tsx';
import { Moment } from '../parts/moment.tsx';
import { Reconnect } from './reconnect.tsx';

/** Says in a few words what rights are for. */
export const useSayUses = () => {
	const say = useTranslations('channels.uses');
	const format = useFormatter();
	return (uses: readonly RightUse[]): string => format.list(uses.map((use) => say(use)));
};

type ListProps = Readonly<{ rights: readonly z.infer<typeof RightShape>[] }>;

/** Each right under the network's own name, and what it is for. */
export function RightsList({ rights }: ListProps) {
	const sayUses = useSayUses();
	return (
		<dl className="rights">
			{rights.map(({ right, uses }) => (
				<div key={right}>
					<dt className="mono">{right}</dt>
					<dd>{sayUses(uses)}</dd>
				</div>
			))}
		</dl>
	);
}

type Rights = NonNullable<z.output<typeof presenceHealthEndpoint.output>['rights']>;

/** Which rights the key of a presence lacks; null where it has them all or nobody knows. */
export const useMissingRights = ({ id, channel, state }: PresenceView): Rights | null => {
	const enabled = isNetwork(channel) && state !== 'planned' && state !== 'retired';
	const { data } = useQueryOf(presenceHealthEndpoint, { id }, { topics: ['presence', 'wake'], enabled });
	return data?.rights && data.rights.missing.length > 0 ? data.rights : null;
};

type MissingProps = Readonly<{ presence: PresenceView; rights: Rights }>;

/** The rights that are missing, since when, what does not work without them, and the way to get them. */
export function MissingRights({ presence, rights: { missing, since } }: MissingProps) {
	const say = useTranslations('channels.rights');
	return (
		<Callout
			kind="warning"
			title={say('title', { count: missing.length })}
			act={<Reconnect presence={presence} asked />}
		>
			<p>{say('text')}</p>
			<RightsList rights={missing} />
			{since && (
				<p className="hint">
					{say('since')} <Moment at={since} />
				</p>
			)}
		</Callout>
	);
}
