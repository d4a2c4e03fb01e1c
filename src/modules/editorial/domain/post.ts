import type { ContentWarning } from '#kernel/content-warning.ts';
import type { AttachedDocument } from '#kernel/document.ts';
import type { FilmList } from '#kernel/film-list.ts';
import type { Details, PostKind } from '#kernel/post-kind.ts';
import type { QuotePolicy } from '#kernel/quoting.ts';
import type { ReplyControl } from '#kernel/reply-control.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import type { Instant, WallTime } from '#kernel/time.ts';

export type PostState = 'draft' | 'in-approval' | 'approved' | 'scheduled' | 'published' | 'withdrawn';
/** How far a correction of a published post has come; the page stays as it is until it goes out. */
export type CorrectionState = 'draft' | 'in-approval' | 'approved';
/** Which list a post lies in: where it waits for somebody, else its state. */
export type Tray = PostState;

/** Who wrote a field last, and which version of it that made. */
export interface FieldVersion {
	readonly v: number;
	readonly by: string;
	readonly at: string;
}
export type FieldVersions = Readonly<Record<string, FieldVersion>>;

export interface PostMedia {
	readonly mediaId: string;
	/** Description per language. */
	readonly alt: Readonly<Record<string, string>>;
}

export interface Rendition {
	readonly presenceId: string;
	/** Null while the rendition follows the statement. */
	readonly text: string | null;
	/** The language version it sends; absent for the original. */
	readonly translation?: string;
	/** Whether it leads back to the house; absent: as its presence does. */
	readonly leadsBack?: boolean;
	/** Who may answer there; absent: everybody. */
	readonly replyControl?: ReplyControl;
	/** The list of the account its film is put into; absent: into none. */
	readonly list?: FilmList;
}

/** The same said in another language, or in plain words (`de-simple`). A type, for it is plain data that is hashed and kept. */
export type Translation = {
	/** BCP 47. */
	readonly language: string;
	readonly title: string;
	readonly text: string;
};

/** What a person writes. Everything in it is versioned by field. */
export interface Content {
	readonly title: string;
	readonly text: string;
	readonly kind: PostKind;
	readonly topic: string | null;
	readonly language: string;
	readonly renditions: readonly Rendition[];
	readonly media: readonly PostMedia[];
	/** What the kind of post carries beside its text. */
	readonly details: Details | null;
	/** Its further language versions; absent where there are none. */
	readonly translations?: readonly Translation[];
	/** What readers are told before they are shown the rest. Written once, in the language of the post. */
	readonly warning?: ContentWarning | null;
	/** Who may quote it; null as the presences have it. */
	readonly quotes?: QuotePolicy | null;
	/** What can be taken along from its page. */
	readonly document?: AttachedDocument | null;
}

export interface Post {
	readonly id: string;
	readonly unitId: string;
	readonly authorId: string;
	readonly state: PostState;
	readonly correction: CorrectionState | null;
	readonly correctionReason: string | null;
	readonly content: Content;
	readonly versions: FieldVersions;
	/** Grows with every change of the content. */
	readonly revision: number;
	/** Everybody who changed the content since it last went out. */
	readonly editors: readonly string[];
	/** Fixed when the post is first ordered. */
	readonly slug: string | null;
	/** Its copies lead back by the short address with this code. */
	readonly shortCode: string | null;
	readonly wall: WallTime | null;
	readonly dueAt: Instant | null;
	/** The content approval was asked for, frozen, and its hash. */
	readonly contentHash: string | null;
	readonly askedAt: Instant | null;
	readonly publishedAt: Instant | null;
	readonly publishedRevision: number | null;
	readonly withdrawnAt: Instant | null;
	readonly withdrawnNote: string | null;
	readonly createdAt: Instant;
	readonly changedAt: Instant;
}

/** Where the work on the content stands: of the post itself, or of the correction of a published one. */
export const stageOf = ({ state, correction }: Pick<Post, 'state' | 'correction'>): PostState => correction ?? state;

export const trayOf = (post: Pick<Post, 'state' | 'correction'>): Tray => stageOf(post);

/** The moment a list sorts by: when it goes out, went out, was taken back, or was last touched. */
export const sortMoment = (
	post: Pick<Post, 'state' | 'correction' | 'dueAt' | 'publishedAt' | 'withdrawnAt' | 'changedAt'>,
): Instant => {
	if (post.correction !== null) return post.changedAt;
	if (post.state === 'scheduled') return post.dueAt ?? post.changedAt;
	if (post.state === 'published') return post.publishedAt ?? post.changedAt;
	return post.state === 'withdrawn' ? (post.withdrawnAt ?? post.changedAt) : post.changedAt;
};

export type StageFailure = { readonly type: 'post.not-possible-now'; readonly state: PostState };

/** The act fits only to a post in one of these stages. */
export const inStage = (post: Post, ...stages: readonly PostState[]): Result<void, StageFailure> => {
	const stage = stageOf(post);
	return stages.includes(stage) ? ok(undefined) : fail({ type: 'post.not-possible-now', state: stage });
};

/** Moves the work on the content on: a published post keeps its state and moves its correction. */
export const atStage = (post: Post, stage: CorrectionState): Post =>
	post.correction === null ? { ...post, state: stage } : { ...post, correction: stage };

/** The content changed: whatever was approved is so no longer, and who wrote may not approve. */
export const afterEdit = (post: Post, { content, versions }: Pick<Post, 'content' | 'versions'>, by: string): Post => ({
	...atStage(post, 'draft'),
	content,
	versions,
	revision: post.revision + 1,
	editors: [...new Set([...post.editors, by])],
	contentHash: null,
	askedAt: null,
});
