import { Temporal } from 'temporal-polyfill';

import { type FilmFacts, isSound } from '#kernel/film.ts';
import { creditOf } from '#kernel/media-rights.ts';
import type { Instant } from '#kernel/time.ts';

import type { FilmSeen } from './domain/checks/film.ts';
import type { PostAbout } from './domain/checks/post.ts';
import type { Restraint, TextAbout } from './domain/checks/rule.ts';
import type { FilmToFreeze } from './domain/film.ts';
import type { MediaToFreeze } from './domain/frozen.ts';
import type { Post } from './domain/post.ts';
import { type Limits, NEWSROOM, type Outlet } from './domain/rendition.ts';
import { slugOf } from './domain/slug.ts';
import type { MediaItem } from './media-store.ts';
import type { EditorialNeeds, InForce, PresenceSeen } from './needs.ts';
import { type Signature, signaturesFor } from './pieces/read-pieces.ts';

type Needs = Pick<EditorialNeeds, 'db' | 'people' | 'channels' | 'policy' | 'clock' | 'origin'>;

/** What the checks judge by that no post carries: the day, what is our own, and where a post may go. */
export interface Surroundings {
	readonly about: TextAbout & Pick<PostAbout, 'settings' | 'styles'>;
	readonly outlets: readonly Outlet[];
	readonly origin: string;
	readonly rules: InForce;
	readonly zone: string;
}

/** Asks the other modules once, before any transaction begins. */
export const surroundingsOf = async (needs: Needs, unitId: string): Promise<Surroundings> => {
	const rules = await needs.policy.inForce();
	const path = (await needs.people.unitPath(unitId)).map(({ id }) => id);
	const signatures = await needs.db.read('signatures', (tx) => signaturesFor(tx, path));
	const outlets = (await needs.channels.presencesFor(unitId)).map(toOutlet);
	return {
		about: { ...(await textAbout(needs, rules)), settings: rules.checks, styles: rules.profile.styles },
		outlets: outlets.map((outlet) => signedOutlet(outlet, signatures)),
		origin: needs.origin,
		rules,
		zone: (await needs.people.authority()).zone,
	};
};

/** What a text is judged by: the day, and what the city profile says is ours, beside what the authority's own data say. */
export const textAbout = async (
	{ people, clock, origin }: Pick<Needs, 'people' | 'clock' | 'origin'>,
	{ profile }: Pick<InForce, 'profile'>,
): Promise<TextAbout> => {
	const { zone, contact } = await people.authority();
	const today = dayOf(clock.now(), zone);
	const mailDomain = contact.mail.split('@')[1]?.toLowerCase();
	const domains = [mailDomain, new URL(origin).hostname, ...profile.domains].filter((domain) => domain !== undefined);
	const { ibans, addresses, holders } = profile;
	const own = { trunks: [...trunksOf(contact.phone), ...profile.trunks], domains, ibans, addresses, holders };
	return { today, own, restraint: restraintOn(today, profile) };
};

/** The day it is at a moment where the authority is. */
export const dayOf = (at: Instant, zone: string): string =>
	Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();

/** The window of restraint that holds on this day, if one does. */
const restraintOn = (today: string, { restraints, parties, candidates }: InForce['profile']): Restraint | null => {
	const window = restraints.find(({ from, until }) => from <= today && today <= until);
	return window ? { name: window.name, allowed: window.allowed, parties, candidates } : null;
};

/** The number of the switchboard without its extension: all our desks begin with it. */
const trunksOf = (phone: string): readonly string[] => {
	const trunk = phone.includes('-') ? phone.slice(0, phone.lastIndexOf('-')) : phone.replace(/0+$/, '');
	return trunk.replaceAll(/\D/g, '').length >= 6 ? [trunk] : [];
};

/** The own house signs only where a signature was made for it. */
const signedOutlet = (outlet: Outlet, signatures: readonly Signature[]): Outlet => {
	const fits = ({ presenceId }: Signature) =>
		presenceId === outlet.id || (presenceId === null && outlet.channel !== NEWSROOM);
	const found = signatures.find(fits);
	return found ? { ...outlet, signature: found.text } : outlet;
};

const toOutlet = (presence: PresenceSeen): Outlet => {
	const { id, unitId, channel, name, state, practice, quotes, capabilities, terms } = presence;
	const limits: Limits | null = capabilities && {
		...{ text: capabilities.text, media: capabilities.media },
		...(capabilities.film ? { film: capabilities.film } : {}),
		...(capabilities.polls ? { polls: capabilities.polls } : {}),
		...(capabilities.threads ? { threads: capabilities.threads } : {}),
		...(capabilities.warnings ? { warnings: capabilities.warnings } : {}),
		...(capabilities.quotes ? { quotes: capabilities.quotes } : {}),
		...(capabilities.replyControls ? { replyControls: capabilities.replyControls } : {}),
		...(capabilities.lists ? { lists: capabilities.lists } : {}),
		...(capabilities.documents ? { documents: capabilities.documents } : {}),
	};
	const rest = terms ? { leadsBack: terms.withLink } : {};
	return { id, unitId, channel, name, state, practice, quotes, limits, ...rest };
};

export const slugFor = (post: Post): string => post.slug ?? slugOf(post.content.title, post.id);
export const linkFor = (origin: string, post: Post): string => `${origin}/beitrag/${slugFor(post)}`;

/** How a copy leads back: by the short address where the post has one. */
export const copyLinkFor = (origin: string, post: Post): string =>
	post.shortCode === null ? linkFor(origin, post) : shortAddress(origin, post.shortCode);

export const shortAddress = (origin: string, code: string): string => `${origin}/k/${code}`;

export const aboutPost = (post: Post, around: Surroundings, media: readonly MediaItem[]): PostAbout => ({
	...around.about,
	unitId: post.unitId,
	outlets: around.outlets,
	link: copyLinkFor(around.origin, post),
	fileNames: new Map(media.map(({ id, originalName }) => [id, originalName])),
	library: new Map(media.map(({ id, facts }) => [id, facts])),
	sizes: new Map(media.flatMap(({ id, film, width, height }) => (film === null ? [[id, { width, height }]] : []))),
	films: new Map(media.flatMap((item) => (item.film === null ? [] : [[item.id, toFilmSeen(item, item.film)]]))),
	goesOn: post.dueAt === null ? null : dayOf(post.dueAt, around.zone),
});

/** What goes out with each picture. */
export const mediaToFreeze = (media: readonly MediaItem[]): ReadonlyMap<string, MediaToFreeze> =>
	new Map(
		media.map((item) => {
			const { id, width, height, facts } = item;
			const { alt, focus, crops } = facts;
			const film = filmToFreeze(item);
			return [id, { alt, focus, crops, width, height, credit: creditOf(facts), ...(film === null ? {} : { film }) }];
		}),
	);

const filmToFreeze = ({ film, facts, hash, mime, bytes, captions }: MediaItem): FilmToFreeze | null => {
	if (film === null || facts.posterId === null) return null;
	const files = Object.entries(captions).map(([language, { file }]) => ({ language, sha256: file }));
	const [silent, transcript] = [writtenIn(facts.silent), writtenIn(facts.transcript)];
	const inOrder = files.sort((a, b) => (a.language < b.language ? -1 : 1));
	return {
		facts: film,
		sha256: hash,
		mime,
		bytes,
		posterId: facts.posterId,
		captions: inOrder,
		silent,
		...(isSound(mime) ? { transcript } : {}),
	};
};

const writtenIn = (texts: Readonly<Record<string, string>>): Record<string, string> =>
	Object.fromEntries(Object.entries(texts).flatMap(([tag, text]) => (text.trim() === '' ? [] : [[tag, text.trim()]])));

const toFilmSeen = ({ mime, bytes, width, height, captions, facts }: MediaItem, film: FilmFacts): FilmSeen => ({
	file: { mime, bytes, width, height, ms: film.ms, video: film.video },
	posterId: facts.posterId,
	captioned: Object.keys(captions),
	silent: facts.silent,
	transcript: facts.transcript,
});
