import { conversationEndpoint, conversationsEndpoint } from '#contract/dialogue.ts';
import { savePostEndpoint } from '#contract/editorial.ts';
import { addMediaEndpoint, publishPostEndpoint } from '#contract/editorial-acts.ts';
import { changeCaptionsEndpoint, changeLibraryItemEndpoint } from '#contract/library.ts';
import { type NetworkName, networkNames } from '#kernel/channel-name.ts';
import { system } from '#kernel/permission.ts';

import { startFediverseDesk } from './fediverse-desk.ts';
import { mp4 } from './film-file.ts';
import { chooseList } from './film-lists.ts';
import { must } from './must.ts';
import { type Newsdesk, settleRights } from './newsdesk.ts';
import { actorWith } from './office.ts';

export { must } from './must.ts';

export const ALT = 'Plan der Sperrung mit der Umleitung über den Ring';
export const FILM_ALT = 'Ein Kran hebt ein Teil der Brücke';
export const SPOKEN = 'Hier entsteht die neue Brücke.';

/** Networks that keep no description of a film. */
const withoutDescriptions = ['facebook', 'instagram', 'youtube'];
export const altOf = (name: NetworkName, withFilm: boolean): string => {
	if (!withFilm) return ALT;
	return withoutDescriptions.includes(name) ? '' : FILM_ALT;
};

/** To the newsroom, the Fediverse and these networks; where a film can stand in a list, in the first. */
const goesTo = async (desk: Newsdesk, id: string, networks: readonly string[]) => {
	const { outlets, versions } = await desk.read(id);
	const chosen = outlets.filter(({ channel }) => ['newsroom', 'activitypub', ...networks].includes(channel));
	if (chosen.length !== networks.length + 2) throw new Error(`only ${chosen.length} presences`);
	const presences = { base: versions['presences']?.v ?? 0, value: chosen.map((one) => one.id) };
	await must(desk.office.call(savePostEndpoint, { id, presences }, desk.anna));
	for (const one of chosen) if (one.lists) await chooseList(desk, id, { presenceId: one.id, at: 0 });
};

/** An office with an account at every practice network and in the Fediverse, and what a post with a picture or a film needs. */
export const startEveryNetwork = async (at?: string) => {
	const house = await startFediverseDesk(at);
	const { desk } = house;
	await house.follow();
	const wish = { unitId: desk.unitId, name: 'Musterstadt', networks: networkNames };
	const connected = await desk.office.office.channels.connectPractice(system('test'), wish);
	if (!connected.ok) throw new Error(connected.error.type);

	const practice = (name: NetworkName) => desk.office.office.practice.network(name);
	const agent = () => actorWith('agent', [desk.unitId], 'agent-1');
	const told = async (id: string, facts: object) => {
		await settleRights(desk, id);
		await must(desk.office.call(changeLibraryItemEndpoint, { id, base: 1, facts }, desk.anna));
	};
	return {
		...{ house, practice, agent },
		later: (ms: number) => desk.office.at(new Date(desk.office.clock.now() + ms).toISOString()),
		/** A picture with its description, ready to go out. */
		async picture(): Promise<string> {
			const { body: plan } = await desk.upload(await desk.picture(), 'plan.jpg');
			await told(plan.id, { alt: { de: ALT } });
			return plan.id;
		},
		async film(): Promise<string> {
			const { body: made } = await desk.upload(mp4({ ms: 6000 }), 'bruecke.mp4');
			const { body: still } = await desk.upload(await desk.picture(), 'standbild.jpg');
			await settleRights(desk, still.id);
			await told(made.id, { alt: { de: FILM_ALT }, posterId: still.id });
			const captions = { id: made.id, language: 'de', base: 0, cues: [{ from: 0, until: 1900, text: SPOKEN }] };
			await must(desk.office.call(changeCaptionsEndpoint, captions, desk.anna));
			return made.id;
		},
		/** Written, approved and on its way to the newsroom, the Fediverse and these networks. */
		async send(title: string, mediaId: string, networks: readonly string[]): Promise<string> {
			const id = await desk.draft(title);
			await goesTo(desk, id, networks);
			await must(desk.office.call(addMediaEndpoint, { id, mediaId }, desk.anna));
			await desk.approve(id);
			await must(desk.office.call(publishPostEndpoint, { id }, desk.anna));
			return id;
		},
		/** What we said at a network by itself: the post with the film, or the one with the picture. */
		ours(name: NetworkName, withFilm = name === 'youtube') {
			const said = practice(name).timeline();
			const own = said.filter(({ author, replyTo }) => author.official && replyTo === null);
			return own.filter(({ media }) => media.some((one) => one.film === true) === withFilm);
		},
		/** Copies of a post that are not as they should be now. */
		async notYet(id: string, wanted: 'published' | 'withdrawn') {
			const all = await desk.office.office.delivery.deliveriesOf([id]);
			const copies = all.filter(({ operation }) => operation === 'publish');
			return copies.filter(({ state }) => state !== wanted).map(({ channel, state }) => `${channel} ${state}`);
		},
		/** The conversation and message of a channel in which somebody said that. */
		async heard(channel: string, text: string) {
			const asked = { channel, view: 'all', limit: 100 } as const;
			const { items } = await must(desk.office.call(conversationsEndpoint, asked, agent()));
			for (const { id } of items) {
				const talk = await must(desk.office.call(conversationEndpoint, { conversationId: id }, agent()));
				const message = talk.messages.find((one) => one.direction === 'in' && one.text.includes(text));
				if (message) return { conversationId: id, messageId: message.id, seenVersion: talk.version, talk };
			}
			throw new Error(`nobody heard "${text}" on ${channel}`);
		},
		close: () => house.close(),
	};
};
export type EveryNetwork = Awaited<ReturnType<typeof startEveryNetwork>>;
