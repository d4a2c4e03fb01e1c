import type { z } from 'zod';

import type { savePostEndpoint } from '#contract/editorial.ts';

import { mergeText } from './merge-text.ts';
import type { PostView } from './shapes.ts';

/** A draft as the office versions it: one entry per field (`title`, `rendition:<presence>`, `media:<picture>`). */
export type Fields = Readonly<Record<string, unknown>>;
export type Versions = Readonly<Record<string, number>>;
export type Patch = Omit<z.input<typeof savePostEndpoint.input>, 'id'>;

export const fieldsOf = (post: PostView): Fields => ({
	title: post.title,
	text: post.text,
	kind: post.kind,
	topic: post.topic,
	language: post.language,
	details: post.details,
	translations: post.translations,
	warning: post.warning,
	quotes: post.quotes,
	document: post.document && { documentId: post.document.documentId, title: post.document.title },
	presences: post.renditions.map(({ presenceId }) => presenceId),
	media: post.media.map(({ id }) => id),
	...Object.fromEntries(post.renditions.map(({ presenceId, text }) => [`rendition:${presenceId}`, text])),
	...Object.fromEntries(
		post.renditions.map(({ presenceId, translation }) => [`speaks:${presenceId}`, translation ?? null]),
	),
	...Object.fromEntries(post.renditions.map(({ presenceId, leadsBack }) => [`leads:${presenceId}`, leadsBack ?? null])),
	...Object.fromEntries(
		post.renditions.map(({ presenceId, replyControl }) => [`replies:${presenceId}`, replyControl ?? null]),
	),
	...Object.fromEntries(post.renditions.map(({ presenceId, list }) => [`list:${presenceId}`, list ?? null])),
	...Object.fromEntries(post.media.map(({ id, alt }) => [`media:${id}`, alt])),
});

export const versionsOf = (post: Pick<PostView, 'versions'>): Versions =>
	Object.fromEntries(Object.entries(post.versions).map(([field, { v }]) => [field, v]));

export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What is different from what the office has. */
export const dirtyFields = (local: Fields, saved: Fields): readonly string[] =>
	Object.keys(local).filter((field) => !isSame(local[field], saved[field]));

/** The changed fields as a save carries them, each with the version it was read in. */
export const patchOf = (fields: readonly string[], local: Fields, versions: Versions): Patch => {
	const patch: Record<string, unknown> = {};
	const parts: Record<string, Record<string, unknown>> = {};
	for (const field of fields) {
		const change = { base: versions[field] ?? 0, value: local[field] };
		const [kind = '', id] = field.split(':');
		const part = PARTS[kind];
		if (part !== undefined && id) parts[part] = { ...parts[part], [id]: change };
		else patch[field] = change;
	}
	// NOTE: every field keeps the type `fieldsOf` gave it; the office checks each again.
	return { ...patch, ...parts } as Patch;
};

/** Fields of which there is one per presence or picture, and where a save carries them. */
const PARTS: Readonly<Record<string, string>> = {
	rendition: 'renditions',
	media: 'alts',
	speaks: 'renditionLanguages',
	leads: 'renditionLinks',
	replies: 'replyControls',
	list: 'renditionLists',
};

/** What somebody else wrote into a field while this person wrote into it too. */
export interface Conflict {
	readonly field: string;
	readonly version: number;
	readonly by: string;
	readonly value: unknown;
}

export interface Known {
	readonly local: Fields;
	readonly saved: Fields;
	readonly versions: Versions;
}

/** Takes in what came from the office: untouched fields follow it, touched ones keep their words and their old version, and no answer from before is newer than what is known. */
export const takeIn = ({ local, saved, versions }: Known, fresh: Fields, freshVersions: Versions): Known => {
	const isOlder = (field: string): boolean => (freshVersions[field] ?? 0) < (versions[field] ?? 0);
	const own = [...new Set([...dirtyFields(local, saved), ...Object.keys(versions).filter(isOlder)])];
	const kept = <T>(from: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
		Object.fromEntries(own.flatMap((field) => (field in from ? [[field, from[field] as T]] : [])));
	return {
		local: { ...fresh, ...kept(local) },
		saved: { ...fresh, ...kept(saved) },
		versions: { ...freshVersions, ...Object.fromEntries(own.map((field) => [field, versions[field] ?? 0])) },
	};
};

/** Lays the other's words under one's own where both can stand; null where a person has to decide. */
export const joinConflict = (known: Known, { field, version, value }: Conflict): Known | null => {
	const [before, mine] = [known.saved[field], known.local[field]];
	if (typeof before !== 'string' || typeof mine !== 'string' || typeof value !== 'string') return null;
	const text = mergeText(before, mine, value);
	return text === null
		? null
		: {
				local: { ...known.local, [field]: text },
				saved: { ...known.saved, [field]: value },
				versions: { ...known.versions, [field]: version },
			};
};

/** Keeps one's own words over the other's, now that both were seen; or takes the other's. */
export const decide = (known: Known, { field, version, value }: Conflict, keep: 'mine' | 'theirs'): Known => ({
	local: keep === 'theirs' ? { ...known.local, [field]: value } : known.local,
	saved: { ...known.saved, [field]: value },
	versions: { ...known.versions, [field]: version },
});
