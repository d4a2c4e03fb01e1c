import { switchOnFediverseEndpoint } from '#contract/federation.ts';

import { type FediverseServer, startFediverseServer } from './fediverse-server.ts';
import { startNewsdesk } from './newsdesk.ts';
import { agreedIn } from './opening.ts';

export const NOW = '2026-03-02T08:00:00Z';
export const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public';

/** What stands at an address, as another server reads it. */
export const readDocument = async (address: string, accept = 'application/activity+json') => {
	const answer = await fetch(address, { headers: { accept } });
	const body = (await answer.json()) as Record<string, unknown>;
	return { status: answer.status, vary: answer.headers.get('vary'), body };
};

/** A newsdesk whose unit is in the Fediverse, and somebody else's server beside it. */
export const startFediverseDesk = async (at = NOW) => {
	const desk = await startNewsdesk(at);
	const peer = await startFediverseServer();
	const opening = await agreedIn(desk.office);
	const input = { unitId: desk.unitId, name: 'Fediverse', handle: 'tiefbau', opening };
	const { id: presenceId } = (await desk.office.call(switchOnFediverseEndpoint, input, desk.boss)).body;
	const actor = `${desk.office.origin}/fediverse/tiefbau`;
	const inbox = `${desk.office.origin}/fediverse/eingang`;
	let serial = 0;
	const newId = () => {
		serial += 1;
		return `${peer.origin}/activities/${serial}`;
	};
	const now = () => new Date(desk.office.clock.now()).toISOString();
	const send = (activity: Record<string, unknown>, more: Partial<Parameters<FediverseServer['send']>[0]> = {}) =>
		peer.send({ to: inbox, at: now(), activity: { id: newId(), ...activity }, ...more });
	const draft = () => desk.draft('Mühlkanalbrücke gesperrt', 'Die Brücke ist ab Montag gesperrt. #Verkehr');
	return {
		...{ desk, peer, presenceId, actor, inbox, newId, now, send, draft },
		/** Somebody follows, and our answer has gone out. */
		async follow() {
			const status = await send({ type: 'Follow', object: actor });
			await desk.office.settle();
			return status;
		},
		/** Publishes everywhere; answers the address of the page. */
		async published(id?: string) {
			const post = id ?? (await draft());
			await desk.publish(post);
			await desk.office.settle();
			return (await desk.read(post)).link;
		},
		note: (more: Record<string, unknown> = {}) => ({
			id: `${peer.origin}/notes/1`,
			type: 'Note',
			attributedTo: peer.eva,
			content: '<p>Wie lange denn?</p>',
			to: [PUBLIC],
			cc: [actor],
			...more,
		}),
		/** What has arrived for the presence, in order. */
		async arrivals() {
			const capabilities = (await desk.office.office.channels.presence(presenceId))?.capabilities ?? null;
			const page = await desk.office.office.federation.channel({ id: presenceId, capabilities })?.fetchInbound?.(null);
			return page?.ok ? page.value.changes : [];
		},
		async close() {
			await desk.office.close();
			await peer.close();
		},
	};
};
export type FediverseDesk = Awaited<ReturnType<typeof startFediverseDesk>>;
