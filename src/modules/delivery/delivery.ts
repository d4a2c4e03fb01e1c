import type { JsonObject } from '#kernel/json.ts';
import type { Instant } from '#kernel/time.ts';
import type {
	ChannelKind,
	OutgoingDocument,
	OutgoingFilm,
	OutgoingMedia,
	OutgoingRendition,
	RemoteRef,
} from '#modules/channels/index.ts';
import type { Tx } from '#platform/db/database.ts';

/** Whose business a delivery is: that module guards it and hears how it went. */
export type DeliverySource = 'editorial' | 'dialogue';
export type Operation = 'publish' | 'edit' | 'withdraw';
export type DeliveryState = 'waiting' | 'sending' | 'published' | 'refused' | 'unclear' | 'withdrawn';

/** What a switch can stop. */
export type PauseKind = 'all' | 'unit' | 'channel' | 'presence' | 'topic';

/** A prepared picture by the SHA-256 of its bytes in the file store. */
export type StoredMedia = Omit<OutgoingMedia, 'bytes' | 'film'> & {
	readonly file: string;
	readonly film?: StoredFilm;
};

/** What goes with a film, by the files it lies in. */
export interface StoredFilm extends Omit<OutgoingFilm, 'file' | 'poster' | 'captions'> {
	readonly poster: Omit<OutgoingFilm['poster'], 'bytes'> & { readonly file: string };
	readonly captions: readonly { readonly language: string; readonly file: string }[];
}

/** A finished rendition as it lies in the database until it goes out. */
export type StoredRendition = Omit<OutgoingRendition, 'media' | 'document'> & {
	readonly media: readonly StoredMedia[];
	readonly document?: StoredDocument;
};
export type StoredDocument = Omit<OutgoingDocument, 'bytes'>;

/** One rendition to one presence at one time. Orders of one subject to one presence are carried out one after the other. */
export interface DeliveryOrder {
	readonly source: DeliverySource;
	/** The post or reply. */
	readonly subject: string;
	readonly unitId: string;
	readonly presenceId: string;
	readonly channel: ChannelKind;
	readonly operation: Operation;
	readonly dueAt: Instant;
	/** Not sent before the subject's page stands in the newsroom. Has no meaning on a withdrawal. */
	readonly holdFor?: 'newsroom';
	readonly rendition: StoredRendition;
	/** What was approved; the guard is asked whether the approval still holds for exactly this. */
	readonly contentHash: string;
	/** The copy to edit or withdraw; absent: the subject's published copy at this presence. */
	readonly target?: RemoteRef;
	/** Which post of a thread it is; absent where the rendition is one post. */
	readonly part?: Part;
}

/** A place in a thread, counted from one. Each part answers the one before and leaves when that one stands. */
export interface Part {
	readonly number: number;
	readonly of: number;
}

/** Why a waiting delivery does not go out by itself at its time. */
export type Held = 'newsroom' | 'review' | 'paused' | 'presence' | 'part';

/** What the last attempt came to, safe to store and to show: a failure word and its particulars. */
export interface DeliveryReason extends JsonObject {
	readonly type: string;
}

/** A delivery as it stands. */
export interface Delivery {
	readonly id: string;
	readonly source: DeliverySource;
	readonly subject: string;
	readonly unitId: string;
	readonly presenceId: string;
	readonly channel: ChannelKind;
	readonly operation: Operation;
	readonly state: DeliveryState;
	readonly title: string;
	/** Made for a presence that practised then: it never counts as public. */
	readonly practice: boolean;
	readonly contentHash: string;
	readonly dueAt: Instant;
	/** When the machinery acts on it next; null when it does not by itself. */
	readonly nextAt: Instant | null;
	readonly held: Held | null;
	readonly attempts: number;
	/** When the newest request left. */
	readonly sentAt: Instant | null;
	readonly looks: number;
	readonly lookedAt: Instant | null;
	readonly settledAt: Instant | null;
	readonly remote: RemoteRef | null;
	readonly reason: DeliveryReason | null;
	/** One of one where it is no thread. */
	readonly part: Part;
	/** While it is held for the part before: how that one stands. */
	readonly before: DeliveryState | null;
}

/** What became of a delivery. `stopped`: it never went out, because it was recalled, voided or discarded. */
export interface Outcome {
	readonly kind: 'published' | 'edited' | 'withdrawn' | 'refused' | 'unclear' | 'stopped';
	readonly delivery: Delivery;
}

/**
 * Asked inside the claiming transaction, before a publication or edit may leave: which of these may not go any more, and
 * why (`post.approval-void`, say). What it names is stopped; what it does not name goes.
 */
export type Gate = (
	tx: Tx,
	subjects: readonly { readonly subject: string; readonly contentHash: string }[],
) => Promise<ReadonlyMap<string, string>>;

/** Hears each outcome inside the transaction that records it. Must be safe to hear the same outcome twice. */
export type OutcomeListener = (tx: Tx, outcome: Outcome) => Promise<void>;
