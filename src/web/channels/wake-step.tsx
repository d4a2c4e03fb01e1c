import { useState } from 'react';
import { useTranslations } from 'use-intl';

import type { z } from 'zod';

import { type AppView, prepareWakeEndpoint } from '#contract/apps.ts';
import { type WakingNetwork, wakingNetworks } from '#kernel/channel-name.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { CopyLine } from '../parts/copy-line.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Moment } from '../parts/moment.tsx';

type Wake = NonNullable<AppView['wake']>;

/** How the network learns to call this house when somebody writes. Nobody has to: what came in is read in turn as well. */
export function WakeStep({ app }: Readonly<{ app: AppView }>) {
	const say = useTranslations('channels.wake');
	const network = wakingNetworks.find((one) => one === app.network);
	const name = useTranslations('common.channel')(app.network);
	if (network === undefined || app.wake === null) return null;
	const { address } = app.wake;
	return (
		<li>
			<h3>{say('title')}</h3>
			<p>{say('text', { network: name })}</p>
			{address === null && <p className="hint">{say('no-address', { network: name })}</p>}
			{address !== null && app.clientId === null && <p className="hint">{say('app-first')}</p>}
			{address !== null && app.clientId !== null && <Prepare network={network} name={name} wake={app.wake} />}
		</li>
	);
}

function Prepare({ network, name, wake }: Readonly<{ network: WakingNetwork; name: string; wake: Wake }>) {
	const say = useTranslations('channels.wake');
	const [made, setMade] = useState<z.output<typeof prepareWakeEndpoint.output> | null>(null);
	const prepare = useAct(prepareWakeEndpoint, { topics: ['presence'], onDone: setMade });
	return (
		<>
			<State name={name} wake={wake} />
			{made && (
				<div className="stack">
					<p>{say(`where.${network}`)}</p>
					<p className="mono">{made.fields.join(', ')}</p>
					<div>
						<b className="lab">{say('address')}</b>
						<CopyLine value={made.address} />
					</div>
					<div>
						<b className="lab">{say('token')}</b>
						<p className="hint">{say('token-hint')}</p>
						<CopyLine value={made.token} />
					</div>
				</div>
			)}
			<FormSummary failure={prepare.failure} />
			<div className="acts">
				<Button small busy={prepare.busy} onPress={() => void prepare.run({ network })}>
					{say(wake.preparedAt === null ? 'prepare' : 'again')}
				</Button>
			</div>
		</>
	);
}

function State({ name, wake }: Readonly<{ name: string; wake: Wake }>) {
	const say = useTranslations('channels.wake');
	if (wake.preparedAt === null) return null;
	return (
		<>
			<p>
				{wake.verifiedAt === null ? (
					say('waits', { network: name })
				) : (
					<>
						{say('verified', { network: name })} <Moment at={wake.verifiedAt} />
					</>
				)}
			</p>
			{wake.refusedAt !== null && (
				<p className="hint">
					{say('refused', { count: wake.refused, network: name })} <Moment at={wake.refusedAt} />
				</p>
			)}
		</>
	);
}
