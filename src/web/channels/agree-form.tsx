import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { type AppView, keepAppEndpoint, listAppsEndpoint } from '#contract/apps.ts';
import { beginPresenceEndpoint } from '#contract/channels.ts';
import type { AppNetwork } from '#kernel/channel-name.ts';

import { useAct, useQueryOf } from '../parts/asking.ts';
import { Callout } from '../parts/callout.tsx';
import { CopyButton, CopyLine } from '../parts/copy-line.tsx';
import { TextField } from '../parts/field.tsx';
import { Assistant, type FormProps, filled, useWanted, WantedFields } from './connect-forms.tsx';
import { RightsList } from './rights.tsx';
import { useAgreed } from './use-agreed.tsx';
import { WakeStep } from './wake-step.tsx';

/** An account at a network that lets only registered apps speak: first the app, then the owner agrees. */
export function AgreeForm({ network, ...rest }: FormProps) {
	const apps = useQueryOf(listAppsEndpoint, {}, { topics: ['presence'] });
	const app = apps.data?.items.find((one) => one.network === network);
	if (app === undefined) return null;
	return (
		<>
			{app.noAddress && <NoAddress network={app.network} />}
			<AgreeSteps key={app.network} app={app} {...rest} />
		</>
	);
}

/** Said before anybody fills in anything. */
function NoAddress({ network }: Pick<AppView, 'network'>) {
	const say = useTranslations('channels.agree');
	const name = useTranslations('common.channel')(network);
	return (
		<Callout kind="block" title={say('no-address')}>
			{say('no-address-text', { network: name })}
		</Callout>
	);
}

/** Networks at which one owner may speak for several accounts, so that one of them is named. */
const several: ReadonlySet<AppNetwork> = new Set<AppNetwork>(['linkedin', 'facebook', 'instagram']);

/** Whose reviewers want to read what each right is for, and to see it work; X asks for none of it. */
const reviewers = {
	facebook: 'Meta',
	instagram: 'Meta',
	threads: 'Meta',
	linkedin: 'LinkedIn',
	youtube: 'Google',
	x: null,
} as const satisfies Record<AppNetwork, string | null>;

/** The text is in the language reviewers read. */
function ReviewText({ network }: Readonly<{ network: AppNetwork }>) {
	const say = useTranslations('channels.agree');
	const by = reviewers[network];
	if (network === 'x' || by === null) return null;
	const text = say(`${network}.review`);
	return (
		<details>
			<summary>{say('review', { by })}</summary>
			<p className="hint">{say('review-hint')}</p>
			<p className="as-written" lang="en">
				{text}
			</p>
			<CopyButton value={text} />
		</details>
	);
}

/** What the network asks for before anybody can agree. */
function AppStep({ app }: Readonly<{ app: AppView }>) {
	const say = useTranslations('channels.agree');
	const name = useTranslations('common.channel')(app.network);
	return (
		<li>
			<h3>{say('app-title', { network: name })}</h3>
			<p>{say(`${app.network}.app`)}</p>
			<div className="stack-s">
				<b className="lab">{say('redirect')}</b>
				<p className="hint">{say('redirect-hint')}</p>
				<CopyLine value={app.redirectUri} />
			</div>
			<details>
				<summary>{say('scopes')}</summary>
				<RightsList rights={app.rights} />
			</details>
			<ReviewText network={app.network} />
		</li>
	);
}

function AgreeSteps({ app, planned, onDone }: Readonly<{ app: AppView }> & Omit<FormProps, 'network'>) {
	const say = useTranslations('channels.agree');
	const sayConnect = useTranslations('channels.connect');
	const name = useTranslations('common.channel')(app.network);
	const wanted = useWanted(planned);
	const agreed = useAgreed(app.network, { wanted, planned, onDone });
	const [clientId, setClientId] = useState(app.clientId ?? '');
	const [clientSecret, setClientSecret] = useState('');
	const [server, setServer] = useState(app.server ?? '');
	const [account, setAccount] = useState('');
	const [tried, setTried] = useState(false);
	const begin = useAct(beginPresenceEndpoint, { onDone: ({ authorizeUrl }) => window.location.assign(authorizeUrl) });
	const keep = useAct(keepAppEndpoint, { topics: ['presence'] });
	const acts = [keep, begin, agreed];
	const known = app.clientId !== null;
	const isNew = clientId !== (app.clientId ?? '') || clientSecret !== '' || server !== (app.server ?? '');
	const complete = filled(wanted.unitId, wanted.name, clientId) && (known || filled(clientSecret)) && agreed.complete;
	const keepApp = async () => {
		const secret = clientSecret ? { clientSecret } : {};
		return (await keep.run({ network: app.network, clientId, ...secret, server: server.trim() || null })).ok;
	};
	const send = async () => {
		setTried(true);
		if (!complete || (isNew && !(await keepApp()))) return;
		const { unitId, name: called, sharedBelow } = wanted;
		const which = account.trim() ? { account: account.trim() } : {};
		void begin.run({ network: app.network, unitId, name: called, sharedBelow, ...which, ...agreed.input });
	};
	const missing = (value: string) => (tried && !value.trim() ? sayConnect('missing') : undefined);
	return (
		<Assistant
			verb={say('go', { network: name })}
			busy={acts.some(({ busy }) => busy)}
			failure={acts.find(({ failure }) => failure)?.failure}
			blocked={app.noAddress ? say('no-address-short') : undefined}
			onSend={() => void send()}
			onPlan={agreed.plan}
		>
			<ol className="agree">
				<AppStep app={app} />
				<li>
					<h3>{say('keys-title')}</h3>
					<TextField
						label={say('client-id')}
						value={clientId}
						onChange={setClientId}
						autoComplete="off"
						spellCheck={false}
						error={missing(clientId)}
					/>
					<TextField
						label={say('client-secret')}
						hint={known ? say('client-secret-kept') : undefined}
						type="password"
						autoComplete="off"
						value={clientSecret}
						onChange={setClientSecret}
						error={known ? undefined : missing(clientSecret)}
					/>
					<details>
						<summary>{say('server')}</summary>
						<TextField
							label={say('server-label')}
							hint={say('server-hint')}
							value={server}
							onChange={setServer}
							inputMode="url"
							spellCheck={false}
						/>
					</details>
				</li>
				<li>
					<h3>{say('owner-title')}</h3>
					<p>{say(`${app.network}.owner`)}</p>
					<WantedFields wanted={wanted} tried={tried || agreed.tried} shared />
					{agreed.fields(tried)}
					{several.has(app.network) && (
						<TextField label={say('account')} hint={say('account-hint')} value={account} onChange={setAccount} />
					)}
				</li>
				<WakeStep app={app} />
			</ol>
		</Assistant>
	);
}
