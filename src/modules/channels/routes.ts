import type { Hono } from 'hono';

import { keepAppEndpoint, listAppsEndpoint, prepareWakeEndpoint } from '#contract/apps.ts';
import {
	beginMastodonEndpoint,
	beginPresenceEndpoint,
	changePresenceEndpoint,
	checkPresenceEndpoint,
	connectBlueskyEndpoint,
	connectMastodonEndpoint,
	connectPracticeEndpoint,
	getPresenceEndpoint,
	listPresencesEndpoint,
	practisePresenceEndpoint,
	reconnectPresenceEndpoint,
	setPresenceStateEndpoint,
} from '#contract/channels.ts';
import { type Failure, fail, ok, type Result } from '#kernel/result.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Problems } from '#platform/http/problem.ts';
import type { ChannelsActs } from './acts.ts';
import { CALLBACK_PATH } from './app-store.ts';
import type { AppFailure, ShownApp } from './apps.ts';
import type { BeginFailure, FinishFailure } from './authorise.ts';
import type { ChangeFailure } from './change-presence.ts';
import type { ConnectFailure } from './connect-account.ts';
import type { StateOpeningFailure } from './open-presence.ts';
import type { PractiseFailure } from './practise-presence.ts';
import { type Presence, toPresenceView } from './presence.ts';
import type { ReconnectFailure } from './reconnect-presence.ts';
import type { ReconnectTypedFailure } from './reconnect-typed.ts';
import type { PrepareFailure } from './waking/prepare.ts';

export const openingProblems: Problems<StateOpeningFailure> = {
	'access.denied': 403,
	'presence.not-found': 404,
	'presence.retired': 409,
	'presence.opening-missing': 422,
	'presence.consent-missing': 422,
	'presence.consent-ahead': 422,
	'presence.purpose-missing': 422,
	'presence.audience-missing': 422,
	'presence.responsible-missing': 422,
	'presence.deputy-is-responsible': 422,
	'presence.resolution-missing': 422,
	'presence.person-unknown': 422,
};
const connecting: Problems<ConnectFailure> = {
	...openingProblems,
	'presence.not-planned': 409,
	'presence.no-such-server': 422,
	'presence.real-key-in-lab': 409,
	'presence.already-connected': 409,
	'presence.key-refused': 422,
	'presence.server-unreachable': 502,
	'presence.not-this-network': 502,
	'presence.several-accounts': 409,
	'presence.no-public-address': 409,
	'presence.no-account': 409,
};
const beginning: Problems<BeginFailure> = {
	...connecting,
	'presence.app-missing': 409,
	'presence.needs-secret': 422,
};
const keepingApp: Problems<AppFailure> = {
	'access.denied': 403,
	'app.secret-missing': 422,
	'presence.no-such-server': 422,
};
const preparing: Problems<PrepareFailure> = {
	'access.denied': 403,
	'presence.app-missing': 409,
	'presence.no-public-address': 409,
};
const changing: Problems<ChangeFailure> = {
	'access.denied': 403,
	'presence.not-found': 404,
	'presence.retired': 409,
	'presence.practises': 409,
	'presence.planned': 409,
};
const reconnecting: Problems<ReconnectTypedFailure> = {
	...beginning,
	...changing,
	'presence.other-account': 409,
};
const practising: Problems<PractiseFailure> = {
	...connecting,
	'presence.cannot-practise': 409,
	'presence.has-open-deliveries': 409,
};
const missing = { 'presence.not-found': 404 } as const;

export const shown = <E extends Failure>(result: Result<Presence, E>) =>
	result.ok ? ok(toPresenceView(result.value)) : result;

export const mountChannelRoutes = (mount: Mount, acts: ChannelsActs): void => {
	mount(listPresencesEndpoint, {
		problems: {},
		async handle(input, { actor }) {
			const page = await acts.list(actor, input);
			return ok({ ...page, items: page.items.map(toPresenceView) });
		},
	});
	mount(getPresenceEndpoint, {
		problems: missing,
		async handle({ id }, { actor }) {
			const found = await acts.visible(actor, id);
			return found ? ok(toPresenceView(found)) : fail({ type: 'presence.not-found' });
		},
	});
	mount(checkPresenceEndpoint, {
		problems: missing,
		async handle({ id }, { actor }) {
			const found = await acts.visible(actor, id);
			return found ? ok(toPresenceView(await acts.probe(found))) : fail({ type: 'presence.not-found' });
		},
	});
	mount(changePresenceEndpoint, {
		problems: changing,
		handle: async (input, { actor }) => shown(await acts.changePresence(actor, input)),
	});
	mount(setPresenceStateEndpoint, {
		problems: changing,
		handle: async (input, { actor }) => shown(await acts.setPresenceState(actor, input)),
	});
	mount(practisePresenceEndpoint, {
		problems: practising,
		handle: async (input, { actor }) => shown(await acts.practisePresence(actor, input)),
	});
	mountConnecting(mount, acts);
};

const mountConnecting = (mount: Mount, acts: ChannelsActs): void => {
	mount(beginMastodonEndpoint, {
		problems: beginning,
		handle: ({ server, ...wanted }, { actor }) =>
			acts.beginAuthorisation(actor, { network: 'mastodon', server, unitId: wanted.unitId, purpose: { wanted } }),
	});
	mount(beginPresenceEndpoint, {
		problems: beginning,
		handle: ({ network, account = '', ...wanted }, { actor }) =>
			acts.beginAuthorisation(actor, { network, handle: account, unitId: wanted.unitId, purpose: { wanted } }),
	});
	mount(listAppsEndpoint, {
		problems: {},
		handle: async () => ok({ items: (await acts.apps()).map(toAppView) }),
	});
	mount(keepAppEndpoint, {
		problems: keepingApp,
		async handle(input, { actor }) {
			const kept = await acts.keepApp(actor, input);
			return kept.ok ? ok(toAppView(kept.value)) : kept;
		},
	});
	mount(prepareWakeEndpoint, {
		problems: preparing,
		async handle({ network }, { actor }) {
			const made = await acts.prepareWake(actor, network);
			return made.ok ? ok({ ...made.value, fields: [...made.value.fields] }) : made;
		},
	});
	mount(connectMastodonEndpoint, {
		problems: connecting,
		handle: async ({ server, token, ...wanted }, { actor }) =>
			shown(await acts.connectMastodon(actor, wanted, { server, token })),
	});
	mount(connectBlueskyEndpoint, {
		problems: connecting,
		handle: async ({ service, handle, appPassword, ...wanted }, { actor }) =>
			shown(await acts.connectBluesky(actor, wanted, { service, handle, appPassword })),
	});
	mount(connectPracticeEndpoint, {
		problems: connecting,
		async handle(input, { actor }) {
			const connected = await acts.connectPractice(actor, input);
			return connected.ok ? ok({ items: connected.value.map(toPresenceView) }) : connected;
		},
	});
	mount(reconnectPresenceEndpoint, {
		problems: reconnecting,
		async handle(input, { actor }) {
			const again = await acts.reconnectPresence(actor, input);
			if (!again.ok) return again;
			const { presence, authorizeUrl } = again.value;
			return ok({
				...(presence ? { presence: toPresenceView(presence) } : {}),
				...(authorizeUrl ? { authorizeUrl } : {}),
			});
		},
	});
};

const toAppView = ({ rights, wake, ...app }: ShownApp) => ({
	...{ ...app, rights: rights.map(({ right, uses }) => ({ right, uses: [...uses] })) },
	wake: wake && { ...wake, fields: [...wake.fields] },
});

/** Where a person lands after agreeing at their network: back on the desk, with what came of it. */
export const mountCallback = (
	app: Hono,
	finish: (state: string, code: string) => Promise<Result<Presence, FinishFailure | ReconnectFailure>>,
): void => {
	app.get(CALLBACK_PATH, async (c) => {
		const back = (name: string, value: string, more: Readonly<Record<string, string>> = {}) =>
			c.redirect(`/desk/einrichtung/auftritte?${new URLSearchParams({ [name]: value, ...more })}`, 303);
		const code = c.req.query('code');
		if (code === undefined) return back('problem', 'presence.not-agreed');
		const finished = await finish(c.req.query('state') ?? '', code);
		if (finished.ok) return back('connected', finished.value.id);
		const { error } = finished;
		const which = 'accounts' in error ? error.accounts : 'handle' in error ? error.handle : null;
		return back('problem', error.type, which === null ? {} : { which });
	});
};
