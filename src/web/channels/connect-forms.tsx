import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import {
	beginMastodonEndpoint,
	connectBlueskyEndpoint,
	connectMastodonEndpoint,
	connectPracticeEndpoint,
	type PresenceView,
} from '#contract/channels.ts';
import { type NetworkName, networkNames } from '#kernel/channel-name.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import type { CallFailure } from '../parts/call.ts';
import { Checkbox, RadioRows } from '../parts/choice.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Select, TextField } from '../parts/field.tsx';
import { useOffice } from '../shell/office.tsx';
import type { Network } from './search.ts';
import { useAgreed } from './use-agreed.tsx';

export type FormProps = Readonly<{
	network: Network;
	/** What is connected was planned before. */
	planned?: PresenceView | undefined;
	onDone: (presenceId: string) => void;
}>;

/** What every presence needs: who speaks, and what it is called. */
export const useWanted = (planned?: PresenceView) => {
	const { units, may } = useOffice();
	const allowed = units.filter(({ id }) => may('presence.manage', id));
	const [unitId, setUnitId] = useState(planned?.unitId ?? (allowed.length === 1 ? (allowed[0]?.id ?? '') : ''));
	const [name, setName] = useState(planned?.name ?? '');
	const [sharedBelow, setSharedBelow] = useState(planned?.sharedBelow ?? false);
	return { planned, allowed, unitId, setUnitId, name, setName, sharedBelow, setSharedBelow };
};
type Wanted = ReturnType<typeof useWanted>;

type WantedFieldsProps = Readonly<{ wanted: Wanted; tried: boolean; shared: boolean }>;

export function WantedFields({ wanted, tried, shared }: WantedFieldsProps) {
	const say = useTranslations('channels.connect');
	const { planned, allowed, unitId, setUnitId, name, setName, sharedBelow, setSharedBelow } = wanted;
	if (planned) return <p>{say('planned', { name: planned.name })}</p>;
	return (
		<>
			<Select
				label={say('unit')}
				value={unitId}
				onChange={setUnitId}
				empty={say('unit-choose')}
				options={allowed.map((unit) => ({ value: unit.id, label: unit.name }))}
				error={tried && !unitId ? say('unit-missing') : undefined}
			/>
			<TextField
				label={say('name')}
				hint={say('name-hint')}
				value={name}
				onChange={setName}
				error={tried && !name.trim() ? say('name-missing') : undefined}
			/>
			{shared && <Checkbox label={say('shared')} checked={sharedBelow} onChange={setSharedBelow} />}
		</>
	);
}

type AssistantProps = Readonly<{
	verb: string;
	busy: boolean;
	failure: CallFailure | undefined;
	/** Why this account cannot be connected here. */
	blocked?: string | undefined;
	onSend: () => void;
	/** Enters it as planned instead; absent where there is nothing to plan. */
	onPlan?: (() => void) | undefined;
	children: ReactNode;
}>;

export function Assistant({ verb, busy, failure, blocked, onSend, onPlan, children }: AssistantProps) {
	const say = useTranslations('channels.connect');
	const reason = failure?.detail['reason'];
	return (
		<form
			className="stack"
			onSubmit={(event) => {
				event.preventDefault();
				if (blocked === undefined) onSend();
			}}
		>
			<FormSummary failure={failure} />
			{typeof reason === 'string' && (
				<details className="raw">
					<summary>{say('details')}</summary>
					<p className="mono">{reason}</p>
				</details>
			)}
			{children}
			<div className="acts">
				<Button kind="main" icon="link" submit busy={busy} blocked={blocked}>
					{verb}
				</Button>
				{onPlan && (
					<Button busy={busy} onPress={onPlan}>
						{say('plan')}
					</Button>
				)}
			</div>
		</form>
	);
}

export const filled = (...values: readonly string[]): boolean => values.every((value) => value.trim() !== '');

/** One account on every practice network. */
export function PracticeForm({ onDone }: FormProps) {
	const say = useTranslations('channels.connect');
	const wanted = useWanted();
	const sayChannel = useTranslations('common.channel');
	const [networks, setNetworks] = useState<readonly NetworkName[]>(['mastodon', 'bluesky']);
	const [tried, setTried] = useState(false);
	const connect = useAct(connectPracticeEndpoint, {
		topics: ['presence'],
		onDone: ({ items }) => onDone(items[0]?.id ?? ''),
	});
	const send = () => {
		setTried(true);
		const { unitId, name } = wanted;
		if (filled(unitId, name) && networks.length > 0) void connect.run({ unitId, name, networks: [...networks] });
	};
	return (
		<Assistant verb={say('go-practice')} busy={connect.busy} failure={connect.failure} onSend={send}>
			<WantedFields wanted={wanted} tried={tried} shared={false} />
			<fieldset className="tick-list">
				<legend className="lab">{say('practice-where')}</legend>
				{networkNames.map((network) => (
					<Checkbox
						key={network}
						label={sayChannel(network)}
						checked={networks.includes(network)}
						onChange={(on) =>
							setNetworks(networkNames.filter((one) => (one === network ? on : networks.includes(one))))
						}
					/>
				))}
				{tried && networks.length === 0 && <p className="fail">{say('practice-none')}</p>}
			</fieldset>
		</Assistant>
	);
}

/** A Mastodon account, by agreeing at its server or by a token made there. */
export function MastodonForm({ planned, onDone }: FormProps) {
	const say = useTranslations('channels.connect');
	const wanted = useWanted(planned);
	const agreed = useAgreed('mastodon', { wanted, planned, onDone });
	const [server, setServer] = useState('');
	const [token, setToken] = useState('');
	const [way, setWay] = useState<'agree' | 'token'>('agree');
	const [tried, setTried] = useState(false);
	const begin = useAct(beginMastodonEndpoint, { onDone: ({ authorizeUrl }) => window.location.assign(authorizeUrl) });
	const connect = useAct(connectMastodonEndpoint, { topics: ['presence'], onDone: ({ id }) => onDone(id) });
	const act = way === 'agree' ? begin : connect;
	const send = () => {
		setTried(true);
		const { unitId, name, sharedBelow } = wanted;
		if (!filled(unitId, name, server) || !agreed.complete) return;
		const common = { unitId, name, sharedBelow, server, ...agreed.input };
		if (way === 'agree') void begin.run(common);
		else if (filled(token)) void connect.run({ ...common, token });
	};
	const missing = (value: string) => (tried && !value.trim() ? say('missing') : undefined);
	return (
		<Assistant
			verb={say(way === 'agree' ? 'go-agree' : 'go')}
			busy={act.busy || agreed.busy}
			failure={act.failure ?? agreed.failure}
			onSend={send}
			onPlan={agreed.plan}
		>
			<WantedFields wanted={wanted} tried={tried || agreed.tried} shared />
			{agreed.fields(tried)}
			<TextField
				label={say('server')}
				hint={say('server-hint')}
				value={server}
				onChange={setServer}
				inputMode="url"
				spellCheck={false}
				error={missing(server)}
			/>
			<RadioRows
				label={say('way')}
				value={way}
				onChange={setWay}
				options={[
					{ value: 'agree', label: say('way-agree'), hint: say('way-agree-hint') },
					{ value: 'token', label: say('way-token'), hint: say('way-token-hint') },
				]}
			/>
			{way === 'token' && (
				<TextField
					label={say('token')}
					type="password"
					autoComplete="off"
					value={token}
					onChange={setToken}
					error={missing(token)}
				/>
			)}
		</Assistant>
	);
}

/** A Bluesky account, by an app password. */
export function BlueskyForm({ planned, onDone }: FormProps) {
	const say = useTranslations('channels.connect');
	const wanted = useWanted(planned);
	const agreed = useAgreed('bluesky', { wanted, planned, onDone });
	const [handle, setHandle] = useState('');
	const [appPassword, setAppPassword] = useState('');
	const [service, setService] = useState('https://bsky.social');
	const [tried, setTried] = useState(false);
	const connect = useAct(connectBlueskyEndpoint, { topics: ['presence'], onDone: ({ id }) => onDone(id) });
	const send = () => {
		setTried(true);
		const { unitId, name, sharedBelow } = wanted;
		if (!filled(unitId, name, handle, appPassword, service) || !agreed.complete) return;
		void connect.run({ unitId, name, sharedBelow, handle, appPassword, service, ...agreed.input });
	};
	const missing = (value: string) => (tried && !value.trim() ? say('missing') : undefined);
	return (
		<Assistant
			verb={say('go')}
			busy={connect.busy || agreed.busy}
			failure={connect.failure ?? agreed.failure}
			onSend={send}
			onPlan={agreed.plan}
		>
			<WantedFields wanted={wanted} tried={tried || agreed.tried} shared />
			{agreed.fields(tried)}
			<TextField
				label={say('handle')}
				hint={say('handle-hint')}
				value={handle}
				onChange={setHandle}
				spellCheck={false}
				error={missing(handle)}
			/>
			<TextField
				label={say('app-password')}
				hint={say('app-password-hint')}
				type="password"
				autoComplete="off"
				value={appPassword}
				onChange={setAppPassword}
				error={missing(appPassword)}
			/>
			<TextField
				label={say('service')}
				hint={say('service-hint')}
				value={service}
				onChange={setService}
				inputMode="url"
				spellCheck={false}
				error={missing(service)}
			/>
		</Assistant>
	);
}
