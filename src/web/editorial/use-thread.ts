import { type CountingRule, measureText } from '#kernel/counting.ts';
import type { Details, ThreadDetails } from '#kernel/post-kind.ts';
import { joinParts, numbering, writtenParts } from '#kernel/thread.ts';

import type { Checked, Outlet, PostView } from './shapes.ts';
import { type Threaded, withPlaces } from './thread-edit.ts';
import type { Draft } from './use-draft.ts';

export const isThread = ({ fields }: Pick<Draft, 'fields'>): boolean => fields['kind'] === 'thread';

export const threadDetails = ({ fields }: Pick<Draft, 'fields'>): ThreadDetails => {
	// NOTE: the field holds what the office sent or what the fields of the details put in.
	const details = fields['details'] as Details | null;
	return details?.kind === 'thread' ? details : { kind: 'thread', numbered: false, pictures: {} };
};

/** The thread as it is being written, and the way to change it. */
export const threadIn = (draft: Draft) => {
	const details = threadDetails(draft);
	const media = Array.isArray(draft.fields['media']) ? draft.fields['media'].map(String) : [];
	const thread = withPlaces(writtenParts(String(draft.fields['text'] ?? '')), media, details.pictures);
	const change = ({ parts, places }: Threaded): void => {
		draft.set('text', joinParts(parts));
		if (JSON.stringify(places) !== JSON.stringify(thread.places))
			draft.set('details', { ...details, pictures: places });
	};
	return { thread, details, change };
};

/** The networks whose copies follow the parts as they are written here. */
export const followersOf = (post: PostView, { fields }: Pick<Draft, 'fields'>): readonly Outlet[] =>
	(Array.isArray(fields['presences']) ? fields['presences'].map(String) : []).flatMap((id) => {
		const outlet = post.outlets.find((one) => one.id === id);
		return outlet?.threads && outlet.text && typeof fields[`rendition:${id}`] !== 'string' ? [outlet] : [];
	});

export interface PartCount {
	readonly outlet: Outlet;
	readonly length: number;
	readonly most: number;
}

/** How long a part is on each of these networks, as the office counted last. An empty part goes nowhere. */
export const countsOf = (
	{ parts }: Threaded,
	at: number,
	{ outlets, checked }: { readonly outlets: readonly Outlet[]; readonly checked: Checked | undefined },
): readonly PartCount[] => {
	if ((parts[at] ?? '').trim() === '') return [];
	const place = parts.slice(0, at).filter((part) => part.trim() !== '').length;
	return outlets.flatMap((outlet) => {
		const seen = checked?.renditions.find(({ presenceId }) => presenceId === outlet.id);
		const part = seen?.parts?.[place];
		if (part !== undefined) return [{ outlet, length: part.length, most: part.most }];
		return seen?.length != null && seen.most !== null && place === 0
			? [{ outlet, length: seen.length, most: seen.most }]
			: [];
	});
};

/** No thread has as many parts: room for its numbers. */
const MOST_PARTS = 99;

interface Fitting {
	readonly outlets: readonly Outlet[];
	readonly title: string;
	readonly link: string;
	readonly numbered: boolean;
	/** What the units sign with under the last part; room is kept for it everywhere. */
	readonly signature: number;
}

/** Whether a text fits as this part on every one of these networks, with headline, link and number. */
export const fitsOn =
	({ outlets, title, link, numbered, signature }: Fitting) =>
	(part: string, place: number): boolean => {
		const head = place === 0 && !part.startsWith(title.trim()) ? `${title.trim()}\n\n` : '';
		const text = `${head}${part}${numbered ? numbering(place + 1, MOST_PARTS) : ''}`;
		const leads = place === 0 ? { link } : {};
		return outlets.every((outlet) => {
			const rule = ruleOf(outlet);
			const measure = rule && measureText({ text, pictures: 0, ...leads }, rule);
			return measure === null || (!measure.over && measure.length + signature <= measure.most);
		});
	};

const ruleOf = ({ text }: Outlet): CountingRule | null => {
	if (text === null) return null;
	const { mostBytes, linkCosts, ...plain } = text;
	return { ...plain, ...(mostBytes ? { mostBytes } : {}), ...(linkCosts ? { linkCosts } : {}) };
};

/** By how much the last part grew under the hands of the office: what it is signed with. */
export const signatureIn = (thread: Threaded, outlets: readonly Outlet[], checked: Checked | undefined): number => {
	const last = thread.parts.findLast((part) => part.trim() !== '')?.trim() ?? '';
	const grown = outlets.map(({ id }) => {
		const seen = checked?.renditions.find(({ presenceId }) => presenceId === id);
		const text = (seen?.parts?.at(-1)?.text ?? seen?.text ?? '').replace(/ \(\d+\/\d+\)$/, '');
		const at = last === '' ? -1 : text.lastIndexOf(last);
		return at === -1 ? 0 : text.length - at - last.length;
	});
	return Math.max(0, ...grown);
};
