import { z } from 'zod';

import type { Shown } from '../../src/practice/index.ts';
import { ALT, FILM_ALT } from './library.ts';
import type { NetworkKind } from './plan.ts';
import type { Along, Intended } from './posts.ts';
import { says } from './round.ts';
import type { Town } from './town.ts';

/** Networks that keep no description of a film. */
const undescribed: readonly NetworkKind[] = ['facebook', 'instagram', 'youtube'];

const altOf = (along: Along, kind: NetworkKind | null): string => {
	if (along === 'picture') return ALT;
	return kind !== null && undescribed.includes(kind) ? '' : FILM_ALT;
};

/** What is wrong with the media of a copy: as many as were meant, with their description. */
const wrongMedia = (media: Shown['media'], along: Along, kind: NetworkKind | null): string | null => {
	if (media.length !== (along === 'nothing' ? 0 : 1)) return `${media.length} media`;
	const [one] = media;
	if (one === undefined) return null;
	if ((one.film === true) !== (along !== 'picture')) return one.film === true ? 'a film' : 'a picture';
	return one.alt === altOf(along, kind) ? null : `described as "${one.alt}"`;
};

/** What is wrong with a film at its own network: it is there once, seen by everybody, with captions and picture, in its list once. */
const wrongFilms = ({ networks, library }: Town, { mark, along }: Intended): readonly string[] => {
	const all = networks.flatMap(({ network }) => network.films?.() ?? []);
	const films = all.filter(({ text }) => text.includes(mark));
	if (films.length !== 1) return [`${films.length} films`];
	return films.flatMap(({ isPrivate, captions, poster, lists }) => {
		const wanted = along === 'long film' ? [library.list.title] : [];
		return [
			...(isPrivate ? ['private'] : []),
			...(captions.join() === 'de' ? [] : [`captions in "${captions.join()}"`]),
			...(poster ? [] : ['no picture of ours']),
			...(lists.join() === wanted.join() ? [] : [`in the lists "${lists.join()}"`]),
		];
	});
};

const Create = z.object({
	object: z.object({ attachment: z.array(z.object({ type: z.string(), url: z.string(), name: z.string() })) }),
});

/** The media of an activity, in the words of a practice network. */
const attached = (activity: unknown): Shown['media'] =>
	Create.parse(activity).object.attachment.map(({ type, url, name }) => ({
		id: url,
		alt: name,
		film: type === 'Video',
	}));

/** Copies that stand without what was to go with them, or with more. Those that do not stand are counted elsewhere. */
export const incompleteOf = (town: Town, post: Intended): readonly string[] => {
	const { along, mark, marks, networks } = post;
	const atNetworks = town.networks.flatMap(({ kind, network }) => {
		const copies = network.everything().filter(({ text }) => marks.some((one) => text.includes(one)));
		return copies.flatMap(({ media }) => {
			const wrong = wrongMedia(media, along, kind);
			return wrong === null ? [] : [`${mark} at ${kind}: ${wrong}`];
		});
	});
	const atFollowers = town.peers.flatMap(({ received }, n) => {
		const copies = received.filter(({ activity }) => says(activity, mark));
		return copies.flatMap(({ activity }) => {
			const wrong = wrongMedia(attached(activity), along, null);
			return wrong === null ? [] : [`${mark} at follower ${n + 1}: ${wrong}`];
		});
	});
	const films = networks.includes('youtube') ? wrongFilms(town, post) : [];
	return [...atNetworks, ...atFollowers, ...films.map((wrong) => `${mark} at youtube: ${wrong}`)];
};
