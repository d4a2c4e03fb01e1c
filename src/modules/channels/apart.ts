import { networkNames } from '#kernel/channel-name.ts';
import { fail, type Result } from '#kernel/result.ts';
import type { Outbound } from '#platform/outbound/outbound.ts';

import type { Channel, ChannelFailure, Moderated, Moderation, OutgoingRendition, RemoteRef } from './channel.ts';
import type { ChannelsNeeds } from './needs.ts';

type Practice = ChannelsNeeds['practice'];

const forbidden = (reason: string) => fail({ type: 'outbound.forbidden', reason } as const);
const isPractice = (practice: Practice, { origin }: URL): boolean =>
	networkNames.some((network) => practice[network].origin === origin);

/** The door as a presence that practises sees it: it leads to the practice networks and nowhere else. */
export const practiceOnly =
	(outbound: Outbound, practice: Practice): Outbound =>
	async (request) =>
		isPractice(practice, request.url) ? outbound(request) : forbidden('a presence that practises stays in the house');

/** The door as a real presence sees it: it never leads to a practice network. On trial a real server may be one. */
export const neverPractice =
	(outbound: Outbound, { practice, lab }: Pick<ChannelsNeeds, 'practice' | 'lab'>): Outbound =>
	async (request) =>
		!lab && isPractice(practice, request.url) ? forbidden('a practice network is no real server') : outbound(request);

/** SPEC: where the practice networks' pages lie in this house; see `mountPractice`. */
export const PRACTICE_PAGES = '/uebung/';

const standsInPractice = ({ url }: RemoteRef): boolean =>
	URL.canParse(url) && new URL(url).pathname.startsWith(PRACTICE_PAGES);

const otherWorld = (reason: string): { ok: false; error: ChannelFailure } =>
	fail({ type: 'channel.rejected', field: 'practice', reason });

/** Keeps practice and the real thing apart: neither carries, changes, answers or takes back what belongs to the other. */
export const keepApart = (channel: Channel, practice: boolean): Channel => {
	const { edit, withdraw, moderation, like } = channel;
	const made = (rendition: OutgoingRendition) =>
		(rendition.practice ?? practice) !== practice ||
		(rendition.replyTo !== undefined && standsInPractice(rendition.replyTo) !== practice);
	const refused = practice ? otherWorld('the presence practises') : otherWorld('it was made for practice');
	return {
		...channel,
		practice,
		publish: async (rendition, key) => (made(rendition) ? refused : channel.publish(rendition, key)),
		...(edit && {
			edit: async (remote, rendition, key) =>
				made(rendition) || standsInPractice(remote) !== practice ? refused : edit(remote, rendition, key),
		}),
		...(withdraw && {
			withdraw: async (remote) => (standsInPractice(remote) === practice ? withdraw(remote) : refused),
		}),
		...(like && {
			like: {
				give: async (message) => (standsInPractice(message) === practice ? like.give(message) : refused),
				takeBack: async (message) => (standsInPractice(message) === practice ? like.takeBack(message) : refused),
			},
		}),
		...(moderation && {
			moderation: moderationApart(moderation, ({ message }) => standsInPractice(message) === practice, refused),
		}),
	};
};

/** The same for what is done about the words of others. */
const moderationApart = (
	moderation: Moderation,
	fits: (about: Moderated) => boolean,
	refused: { ok: false; error: ChannelFailure },
): Moderation =>
	Object.fromEntries(
		Object.entries(moderation).map(([name, work]: [string, Work]) => [
			name,
			async (about: Moderated, given: string) => (fits(about) ? work(about, given) : refused),
		]),
	);

type Work = (about: Moderated, given: string) => Promise<Result<void, ChannelFailure>>;
