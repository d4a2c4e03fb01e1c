import { createPostEndpoint, readPostEndpoint, savePostEndpoint } from '#contract/editorial.ts';
import {
	addMediaEndpoint,
	approvePostEndpoint,
	askForApprovalEndpoint,
	correctPostEndpoint,
	describeMediaEndpoint,
	publishCorrectionEndpoint,
	schedulePostEndpoint,
	sendBackEndpoint,
	withdrawPostEndpoint,
} from '#contract/editorial-acts.ts';
import type { Actor } from '#kernel/permission.ts';
import type { Details } from '#kernel/post-kind.ts';
import { type Instant, minutes, plus } from '#kernel/time.ts';

import type { SampleMoment, SamplePost } from './course.ts';
import { type House, SAMPLE_ZONE } from './house.ts';
import type { Shelf } from './shelve.ts';
import type { Staff } from './staff.ts';
import { withDates } from './texts.ts';

/** One thing that happens, at its moment. */
export interface Happening {
	readonly at: Instant;
	happen(): Promise<void>;
}

/** What posts and talks are told with. `postIds` and `links` fill as posts are written. */
export interface Telling {
	readonly house: House;
	readonly staff: Staff;
	readonly shelf: Shelf;
	readonly posts: Map<string, { readonly id: string; readonly link: string }>;
}

const WRITTEN_BEFORE = minutes(90);
const APPROVED_BEFORE = minutes(30);
/** The network stays in its mood until the office has given up looking. */
const SPOILT_FOR = [1, 6, 12, 25, 45].map(minutes);

/** Everything that happens to one post. */
export const happeningsOf = (telling: Telling, post: SamplePost): readonly Happening[] => {
	const { house } = telling;
	const planned = house.at(post);
	const isDraft = ['draft', 'waiting', 'sent-back'].includes(post.ends);
	// What lies ahead was written and approved by yesterday evening at the latest.
	const written = Math.min(isDraft ? planned : planned - WRITTEN_BEFORE, house.now - WRITTEN_BEFORE) as Instant;
	const approved = Math.min(planned - APPROVED_BEFORE, house.now - APPROVED_BEFORE) as Instant;
	const list: Happening[] = [{ at: written, happen: () => write(telling, post) }];
	if (post.ends === 'sent-back') list.push({ at: plus(written, minutes(20)), happen: () => sendBack(telling, post) });
	if (isDraft) return list;
	list.push({ at: approved, happen: () => approve(telling, post) });
	if (planned > house.now) return list;
	if (post.ends === 'unclear' || post.ends === 'refused') list.push(...spoilt(telling, post, planned));
	else
		list.push(
			{ at: planned, happen: async () => undefined },
			{ at: plus(planned, minutes(1)), happen: async () => undefined },
		);
	if (post.correction && house.at(post.correction) <= house.now)
		list.push({ at: house.at(post.correction), happen: () => correct(telling, post) });
	if (post.withdrawn && house.at(post.withdrawn) <= house.now)
		list.push({ at: house.at(post.withdrawn), happen: () => withdraw(telling, post) });
	return list;
};

export const actor = ({ staff }: Telling, key: string | undefined): Actor => {
	const found = staff.people.get(key ?? '');
	if (found === undefined) throw new Error(`nobody is called ${key}`);
	return found;
};

export const idOf = ({ posts }: Telling, { key }: SamplePost): string => posts.get(key)?.id ?? '';

/** Writes a post, and asks for approval unless it stays a draft. */
export const write = async (telling: Telling, post: SamplePost): Promise<void> => {
	const { house, staff } = telling;
	const author = actor(telling, post.author);
	const unitId = staff.units.get(post.unit) ?? '';
	const say = (text: string) => withDates(text, house.now, post.day);
	const { id } = await house.call(createPostEndpoint, { unitId, title: say(post.title), text: say(post.text) }, author);
	const { versions, link } = await house.call(readPostEndpoint, { id }, author);
	telling.posts.set(post.key, { id, link });
	const base = (field: string): number => versions[field]?.v ?? 0;
	const presences = ['newsroom', ...post.accounts].flatMap((key) => staff.presences.get(key) ?? []);
	const renditions = post.accounts.flatMap((key) => {
		const text = post.renditions?.[staff.networks.get(key) ?? 'mastodon'];
		const presence = staff.presences.get(key);
		return text === undefined || presence === undefined
			? []
			: [[presence, { base: base(`renditions.${presence}`), value: say(text) }] as const];
	});
	await house.call(
		savePostEndpoint,
		{
			id,
			kind: { base: base('kind'), value: post.kind },
			topic: { base: base('topic'), value: post.topic },
			details: { base: base('details'), value: detailsOf(post, house.wall) },
			presences: { base: base('presences'), value: presences },
			...(post.translations ? { translations: { base: 0, value: [...post.translations] } } : {}),
			...(renditions.length > 0 ? { renditions: Object.fromEntries(renditions) } : {}),
		},
		author,
	);
	for (const { drawing, alt } of post.pictures) {
		const { id: mediaId, alt: known } = await telling.shelf.picture({ unitId, drawing, alt }, author);
		await house.call(addMediaEndpoint, { id, mediaId }, author);
		if (alt !== known) await house.call(describeMediaEndpoint, { id, mediaId, base: 0, alt: { de: alt } }, author);
	}
	if (post.ends !== 'draft') await house.call(askForApprovalEndpoint, { id }, author);
};

const detailsOf = ({ event, job }: SamplePost, wall: (moment: SampleMoment) => string): Details | null => {
	const at = (moment: SampleMoment) => ({ local: wall(moment), zone: SAMPLE_ZONE });
	if (event) {
		const { from, until, place, access } = event;
		return { kind: 'event', start: at(from), end: at(until), place, accessible: 'yes', access };
	}
	if (job === undefined) return null;
	const { closes, ...rest } = job;
	return { kind: 'job', closes: wall(closes).slice(0, 10), zone: SAMPLE_ZONE, place: 'Musterstadt', ...rest };
};

/** The approver of the post says yes to what they see. */
export const sayYes = async (telling: Telling, post: SamplePost): Promise<void> => {
	const approver = actor(telling, post.approver);
	const id = idOf(telling, post);
	const { contentHash } = await telling.house.call(readPostEndpoint, { id }, approver);
	await telling.house.call(approvePostEndpoint, { id, contentHash: contentHash ?? '' }, approver);
};

const approve = async (telling: Telling, post: SamplePost): Promise<void> => {
	await sayYes(telling, post);
	const when = {
		local: telling.house.wall(post),
		zone: SAMPLE_ZONE,
		occurrence: 'earlier',
		acceptMissing: true,
	} as const;
	await telling.house.call(schedulePostEndpoint, { id: idOf(telling, post), ...when }, actor(telling, post.author));
};

const sendBack = async (telling: Telling, post: SamplePost): Promise<void> => {
	const input = { id: idOf(telling, post), reason: post.sentBack ?? 'Bitte noch einmal lesen.' };
	await telling.house.call(sendBackEndpoint, input, actor(telling, post.approver));
};

const correct = async (telling: Telling, post: SamplePost): Promise<void> => {
	if (!post.correction) return;
	const { house } = telling;
	const id = idOf(telling, post);
	const author = actor(telling, post.author);
	await house.call(correctPostEndpoint, { id, reason: post.correction.why }, author);
	const { versions } = await house.call(readPostEndpoint, { id }, author);
	const value = withDates(post.correction.text, house.now, post.day);
	await house.call(savePostEndpoint, { id, text: { base: versions['text']?.v ?? 0, value } }, author);
	await house.call(askForApprovalEndpoint, { id }, author);
	await sayYes(telling, post);
	await house.call(publishCorrectionEndpoint, { id }, author);
	await house.goOn(2_000);
};

const withdraw = async (telling: Telling, post: SamplePost): Promise<void> => {
	const input = { id: idOf(telling, post), note: post.withdrawn?.why ?? '' };
	await telling.house.call(withdrawPostEndpoint, input, actor(telling, post.author));
	await telling.house.goOn(2_000);
};

/** The network of the post's last account behaves badly while it goes out, and well again afterwards. */
const spoilt = (telling: Telling, post: SamplePost, planned: Instant): readonly Happening[] => {
	const { practice } = telling.house.office;
	const network = practice.network(telling.staff.networks.get(post.accounts.at(-1) ?? '') ?? 'mastodon');
	const mood = post.ends === 'refused' ? 'refusing' : 'answers-get-lost';
	const rest = post.ends === 'refused' ? [minutes(1)] : SPOILT_FOR;
	return [
		{ at: plus(planned, -1), happen: async () => network.feel(mood) },
		{ at: planned, happen: async () => undefined },
		...rest.map((after) => ({ at: plus(planned, after), happen: async () => undefined })),
		{ at: plus(planned, (rest.at(-1) ?? 0) + 1), happen: async () => network.feel('well') },
	];
};
