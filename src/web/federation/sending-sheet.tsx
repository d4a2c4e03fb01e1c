import { useTranslations } from 'use-intl';

import type { FediverseStateView } from '#contract/federation.ts';

import { Moment } from '../parts/moment.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Table } from '../parts/table.tsx';

type Host = FediverseStateView['troubledHosts'][number];
type SendingProps = Readonly<{ waiting: number; hosts: readonly Host[] }>;

/** How far the sending is, and which servers do not answer. They delay nobody else. */
export function SendingSheet({ waiting, hosts }: SendingProps) {
	const say = useTranslations('federation');
	return (
		<Sheet title={say('sending')}>
			<p className="pad">{waiting === 0 ? say('all-sent') : say('waiting', { count: waiting })}</p>
			{hosts.length > 0 && (
				<Table
					label={say('hosts')}
					rows={hosts}
					rowKey={({ host }) => host}
					columns={[
						{ key: 'host', head: say('host'), cell: ({ host }) => <span className="mono">{host}</span> },
						{
							key: 'since',
							head: say('since'),
							cell: ({ failingSince }) => failingSince && <Moment at={failingSince} />,
						},
						{ key: 'next', head: say('next'), cell: ({ nextTry }) => nextTry && <Moment at={nextTry} /> },
						{ key: 'reason', head: say('reason'), cell: (host) => <Reason host={host} /> },
					]}
				/>
			)}
		</Sheet>
	);
}

type ReasonProps = Readonly<{ host: Host }>;

function Reason({ host: { dead, forgottenAt, reason } }: ReasonProps) {
	const say = useTranslations('federation');
	if (forgottenAt !== null) return say('forgotten');
	return dead ? say('dead') : reason;
}
