import { keepApp, listApps } from './apps.ts';
import { createAuthorisation } from './authorise.ts';
import { budgetNearChore } from './budget-near.job.ts';
import { changePresence, setPresenceState } from './change-presence.ts';
import { connectAccount } from './connect-account.ts';
import { connectPractice } from './connect-practice.ts';
import { keepPrices, setTerms } from './cost-acts.ts';
import { readCosts } from './cost-queries.ts';
import { ensureFediverse } from './ensure-fediverse.ts';
import { ensureNewsroom } from './ensure-newsroom.ts';
import { filmLists } from './film-lists.ts';
import { keyEndsChore } from './key-ends.job.ts';
import type { ChannelsNeeds } from './needs.ts';
import type { Networks } from './networks.ts';
import { connectTyped, openChannel } from './open-channel.ts';
import { checkOpening, planPresence, showOpening, stateOpening } from './open-presence.ts';
import { practisePresence } from './practise-presence.ts';
import { createHealth } from './presence-health.ts';
import { createProbe } from './probe-presence.ts';
import { createProxies } from './proxies.ts';
import { createPresenceQueries } from './queries.ts';
import { reconnectTyped } from './reconnect-typed.ts';
import { reportSurprises } from './report-surprises.ts';
import { missingRightsChore } from './rights.job.ts';
import { endingCalls } from './waking/leave.ts';
import { prepareWake } from './waking/prepare.ts';
import { calledLately } from './waking/store.ts';
import { subscribeChore } from './waking/subscribe.job.ts';
import { endingPushes } from './websub/leave.ts';
import { subscribePushesChore } from './websub/subscribe.job.ts';

/** Everything one can do with and ask about presences, put together once. */
export const createActs = (needs: ChannelsNeeds, networks: Networks) => {
	const queries = createPresenceQueries(needs);
	const probe = createProbe(needs, networks);
	const typed = connectTyped(needs, networks);
	const authorisation = createAuthorisation(needs, networks);
	const open = openChannel(needs, networks);
	const { costs, prices } = readCosts({ ...needs, visible: queries.visible });
	return {
		costs,
		prices,
		setTerms: setTerms(needs),
		keepPrices: keepPrices(needs),
		presence: queries.presence,
		presencesFor: queries.presencesFor,
		livePresences: queries.livePresences,
		presencesOf: queries.presencesOf,
		retiredPresences: queries.retiredPresences,
		list: queries.list,
		visible: queries.visible,
		probe: probe.probe,
		chores: [
			probe.chore,
			keyEndsChore(needs),
			budgetNearChore(needs),
			missingRightsChore(needs, networks),
			subscribeChore(needs, open),
			subscribePushesChore(needs, open),
		],
		...createHealth(needs, networks),
		/** Tells what a delivery ran into, so that the desk shows it with the presence. */
		reportTrouble: probe.reportTrouble,
		/** Tells what a reading could not understand. */
		reportSurprises: reportSurprises(needs),
		openChannel: open,
		/** The same for what is due: it waits behind nothing else. */
		openSwiftly: openChannel(needs, networks, needs.swiftDb),
		filmLists: filmLists(needs, open),
		ensureFediverse: ensureFediverse(needs),
		checkOpening: checkOpening(needs),
		ensureNewsroom: ensureNewsroom(needs),
		planPresence: planPresence(needs),
		stateOpening: stateOpening(needs, queries.presence),
		showOpening: showOpening(needs),
		changePresence: changePresence(needs),
		setPresenceState: endingPushes(endingCalls(setPresenceState(needs), open, needs), open, needs),
		prepareWake: prepareWake(needs),
		/** Its network called not long ago when something came in: it need not be asked as often. */
		calledLately: calledLately(needs),
		connectMastodon: typed.mastodon,
		connectBluesky: typed.bluesky,
		connectKey: connectAccount(needs, networks),
		connectPractice: connectPractice(needs, networks),
		practisePresence: practisePresence(needs, networks, queries.presence),
		apps: listApps(needs, networks),
		keepApp: keepApp(needs, networks),
		...createProxies(needs),
		beginAuthorisation: authorisation.begin,
		finishAuthorisation: authorisation.finish,
		reconnectPresence: reconnectTyped({ needs, networks, find: queries.presence, authorisation }),
	};
};
export type ChannelsActs = ReturnType<typeof createActs>;
