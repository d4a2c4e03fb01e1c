import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

import { savePostEndpoint } from '#contract/editorial.ts';
import type { Instant } from '#kernel/time.ts';

import { type CallFailure, call } from '../parts/call.ts';
import { officeNow } from '../parts/now.ts';
import {
	type Conflict,
	decide,
	dirtyFields,
	type Fields,
	fieldsOf,
	joinConflict,
	type Known,
	patchOf,
	takeIn,
	versionsOf,
} from './draft-fields.ts';
import type { PostView } from './shapes.ts';

export interface Draft {
	readonly fields: Fields;
	set(field: string, value: unknown): void;
	readonly saving: boolean;
	readonly unsaved: boolean;
	readonly savedAt: Instant | null;
	readonly failure: CallFailure | undefined;
	readonly conflicts: readonly Conflict[];
	/** Whose words were joined with one's own last, in other places of the same text. */
	readonly joinedWith: string | null;
	/** Keeps one's own words over the other's, now that both were seen; or takes the other's. */
	resolve(conflict: Conflict, keep: 'mine' | 'theirs'): void;
	/** Saves what is not saved yet and answers whether everything is. */
	flush(): Promise<boolean>;
}

const QUIET_MS = 900;
const AGAIN_MS = 5_000;

/** A draft that saves itself shortly after the last key, never over words it has not shown. */
export const useDraft = (post: PostView): Draft => {
	const [known, setKnown] = useState<Known>(() => ({
		local: fieldsOf(post),
		saved: fieldsOf(post),
		versions: versionsOf(post),
	}));
	const [conflicts, setConflicts] = useState<readonly Conflict[]>([]);
	const [savedAt, setSavedAt] = useState<Instant | null>(null);
	const [saving, setSaving] = useState(false);
	const [failure, setFailure] = useState<CallFailure>();
	const [joinedWith, setJoinedWith] = useState<string | null>(null);
	const latest = useRef({ known, conflicts });
	latest.current = { known, conflicts };

	useEffect(() => {
		if (!saving) setKnown((now) => takeIn(now, fieldsOf(post), versionsOf(post)));
	}, [post, saving]);

	const save = useCallback(async (): Promise<boolean> => {
		const { known: now, conflicts: open } = latest.current;
		const fields = dirtyFields(now.local, now.saved).filter((field) => !open.some((one) => one.field === field));
		if (fields.length === 0) return open.length === 0;
		setSaving(true);
		const result = await call(savePostEndpoint, { id: post.id, ...patchOf(fields, now.local, now.versions) });
		setSaving(false);
		if (!result.ok) {
			const found = conflictsIn(result.error);
			const left = found.filter((conflict) => joinConflict(latest.current.known, conflict) === null);
			if (left.length > 0) setConflicts((before) => [...before, ...left]);
			const joined = found.filter((conflict) => !left.includes(conflict));
			setKnown((then) => joined.reduce((known, conflict) => joinConflict(known, conflict) ?? known, then));
			setJoinedWith(joined[0]?.by ?? null);
			setFailure(found.length > 0 ? undefined : result.error);
			return false;
		}
		setFailure(undefined);
		setSavedAt(officeNow());
		const sent = Object.fromEntries(fields.map((field) => [field, now.local[field]]));
		const versions = versionsOf(result.value);
		setKnown((then) => ({ ...then, saved: { ...then.saved, ...sent }, versions: { ...then.versions, ...versions } }));
		return true;
	}, [post.id]);

	const dirty = dirtyFields(known.local, known.saved).filter((field) => !conflicts.some((one) => one.field === field));
	const unsaved = dirty.length > 0;
	useSaving({ wanted: unsaved && !saving, words: known.local, pause: failure ? AGAIN_MS : QUIET_MS, save });
	useLeaveGuard(unsaved);

	const acts = useMemo<Pick<Draft, 'set' | 'resolve'>>(
		() => ({
			set: (field, value) => setKnown((now) => ({ ...now, local: { ...now.local, [field]: value } })),
			resolve(conflict, keep) {
				setKnown((now) => decide(now, conflict, keep));
				setConflicts((open) => open.filter((one) => one.field !== conflict.field));
			},
		}),
		[],
	);
	const fields = known.local;
	return useMemo(
		() => ({ fields, ...acts, saving, unsaved, savedAt, failure, conflicts, joinedWith, flush: save }),
		[fields, acts, saving, unsaved, savedAt, failure, conflicts, joinedWith, save],
	);
};

interface Saving {
	readonly wanted: boolean;
	readonly words: Fields;
	readonly pause: number;
	readonly save: () => Promise<boolean>;
}

/** Saves once no key was touched for a moment. */
const useSaving = ({ wanted, words, pause, save }: Saving): void => {
	useEffect(() => {
		if (!wanted || words === undefined) return;
		const waiting = setTimeout(() => void save(), pause);
		return () => clearTimeout(waiting);
	}, [wanted, words, pause, save]);
};

/** The browser asks before it closes a page with words that are nowhere else. */
const useLeaveGuard = (unsaved: boolean): void => {
	useEffect(() => {
		if (!unsaved) return;
		const ask = (event: BeforeUnloadEvent) => event.preventDefault();
		window.addEventListener('beforeunload', ask);
		return () => window.removeEventListener('beforeunload', ask);
	}, [unsaved]);
};

const conflictsIn = ({ type, detail }: CallFailure): readonly Conflict[] => {
	const found = detail['conflicts'];
	// NOTE: the office's own answer to its own act; the shape is that of `post.changed-meanwhile`.
	return type === 'post.changed-meanwhile' && Array.isArray(found) ? (found as Conflict[]) : [];
};
