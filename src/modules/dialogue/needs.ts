import type { LegalBasis } from '#contract/records.ts';
import type { Ids } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import type { Role } from '#kernel/permission.ts';
import type { Clock, Instant } from '#kernel/time.ts';
import type { Capabilities, Channel, ChannelKind, Tier } from '#modules/channels/index.ts';
import type { Delivery, DeliveryOrder } from '#modules/delivery/index.ts';
import type { ReplyChecked, ReplyText } from '#modules/editorial/index.ts';
import type { NetiquetteOf } from '#modules/policy/index.ts';
import type { Act, Leaf, Ledger } from '#platform/act.ts';
import type { Attendance } from '#platform/attendance.ts';
import type { Background } from '#platform/background.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Database, Tx } from '#platform/db/database.ts';
import type { Events } from '#platform/events.ts';
import type { Files } from '#platform/files.ts';
import type { Imap } from '#platform/imap/imap.ts';
import type { Log } from '#platform/log.ts';
import type { Outbound } from '#platform/outbound/outbound.ts';
import type { Scan } from '#platform/scanner.ts';

/** A presence as far as the dialogue cares. */
export interface Source {
	readonly id: string;
	readonly unitId: string;
	readonly channel: ChannelKind;
	readonly name: string;
	/** Speaks at a practice network. */
	readonly practice: boolean;
	/** How its network names it. */
	readonly handle?: string | null;
	/** Set where it practises in place of a real account. */
	readonly resting: object | null;
	/** Where its network says at once that something came in. */
	readonly capabilities?: Pick<Capabilities, 'stream'> | null;
}

/** A presence as an answer finds it. */
export interface Reached extends Omit<Source, 'capabilities'> {
	readonly handle: string | null;
	/** How access to its network is paid for, where that decides whom we may answer. */
	readonly terms: { readonly tier: Tier; readonly withLink: boolean } | null;
	/** What it can and takes; null while that is not known. */
	readonly capabilities: Capabilities | null;
}

/** A post of ours that somebody answers. */
export interface AnsweredPost {
	readonly id: string;
	readonly unitId: string;
	readonly title: string;
	readonly text: string;
	readonly link: string | null;
}

/** What the editorial checks say to a reply, and one thing they found. */
export type ReplyLooked = ReplyChecked;
export type ReplyFinding = ReplyChecked['findings'][number];

/** What the dialogue tells people of. */
type DialogueNotice =
	| 'answer-due'
	| 'answer-overdue'
	| 'follow-up'
	| 'moderation-waits'
	| 'objection-waits'
	| 'many-messages'
	| 'shift-note'
	| 'reply-waits'
	| 'reply-returned'
	| 'mail-returned'
	| 'hiding-stopped'
	| 'inquiry-asked'
	| 'inquiry-answered'
	| 'inquiry-overdue';

export interface DialogueNeeds {
	readonly db: Database;
	readonly act: Act;
	readonly clock: Clock;
	readonly ids: Ids;
	readonly sealer: Sealer;
	readonly events: Events;
	readonly attendance: Attendance;
	readonly files: Files;
	readonly log: Log;
	readonly background: Background;
	readonly outbound: Outbound;
	/** Lines are kept open on which networks say that something came in. */
	readonly streams: boolean;
	readonly imap: Imap;
	/** Looks at files of others first; absent where the house has no scanner. */
	readonly scan?: Scan | undefined;
	readonly origin: string;
	readonly people: {
		authority(): Promise<{
			readonly zone: string;
			readonly land: string | null;
			readonly language: Language;
			readonly name: string;
			readonly rootUnitId: string;
		}>;
		units(): Promise<readonly { readonly id: string; readonly name: string; readonly closed: boolean }[]>;
		/** Who works here, for choosing a person. */
		colleagues(): Promise<readonly { readonly id: string; readonly name: string }[]>;
		names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
		/** Who is there for a person at a moment: themselves, or who stands in; null: nobody. */
		thereFor(personId: string, at: Instant): Promise<string | null>;
		unitPath(unitId: string): Promise<readonly string[]>;
		/** The unit itself and everything below it. */
		unitsBelow(unitId: string): Promise<readonly string[]>;
		/** Everybody at work now with the roles they hold in the unit. */
		holdersIn(
			unitId: string,
		): Promise<readonly { readonly personId: string; readonly mail: string; readonly roles: readonly Role[] }[]>;
	};
	readonly channels: {
		livePresences(): Promise<readonly Source[]>;
		presence(id: string): Promise<Reached | null>;
		openChannel(presenceId: string): Promise<Channel | null>;
		/** Whether its network called not long ago when something came in, and is trusted to call again. */
		calledLately(presenceId: string): Promise<boolean>;
		/** What of the answers of a source was not as agreed. */
		reportSurprises(source: Pick<Source, 'id' | 'practice'>, reasons: readonly string[]): Promise<void>;
	};
	readonly delivery: {
		order(tx: Tx, orders: readonly DeliveryOrder[]): Promise<readonly string[]>;
		/** Stops what waits of a subject; answers how many did. */
		recall(tx: Tx, subject: string): Promise<{ readonly recalled: number }>;
		/** Which switches are off: everything, or what goes out over these presences. They stay so until the transaction ends. */
		heldBack(tx: Tx): Promise<{ readonly all: boolean; readonly presences: readonly string[] }>;
		deliveriesOf(subjects: readonly string[]): Promise<readonly Delivery[]>;
		/** Which of our deliveries stands there under the network's id, and for what. */
		publishedAs(
			presenceId: string,
			remoteIds: readonly string[],
		): Promise<ReadonlyMap<string, { readonly source: string; readonly subject: string }>>;
	};
	readonly editorial: {
		posts(ids: readonly string[]): Promise<ReadonlyMap<string, AnsweredPost>>;
		postBySlug(slug: string): Promise<AnsweredPost | null>;
		checkReply(reply: ReplyText): Promise<ReplyChecked>;
		/** Finds the kinds of personal data in what somebody else wrote, with the rules of the house as they are now. */
		personalIn(): Promise<(text: string) => readonly string[]>;
		/** Text blocks for an answer, in the words of the network, with the gaps filled that are known. */
		replyBlocks(about: {
			readonly unitId: string;
			readonly channel: ChannelKind | null;
			readonly name: string | null;
			readonly link: string | null;
		}): Promise<readonly { readonly id: string; readonly name: string; readonly text: string }[]>;
	};
	readonly records: {
		/** For what follows from something that another module records. */
		readonly ledger: Ledger;
		/** Destroys records whose term is over; gives the tombstones, or null under a legal hold. */
		forget(
			tx: Tx,
			about: {
				readonly subject: string;
				readonly legalBasis: LegalBasis;
				readonly isGone: (kind: string) => boolean;
				readonly until?: Date;
			},
		): Promise<readonly Leaf[] | null>;
	};
	readonly policy: {
		/** In force, or as one version said it. */
		netiquette(version?: number): Promise<NetiquetteOf | null>;
	};
	readonly notices: {
		tell(
			tx: Tx,
			notice: {
				readonly to: readonly string[];
				readonly kind: DialogueNotice;
				readonly postId: string;
				readonly unitId: string;
				readonly title: string;
				readonly byId: string | null;
			},
		): Promise<void>;
		over(tx: Tx, about: { readonly postId: string; readonly kinds: readonly DialogueNotice[] }): Promise<void>;
	};
	readonly mailer: {
		send(
			tx: Tx,
			mail: {
				readonly to: string;
				readonly subject: string;
				readonly text: string;
				readonly kind: string;
				/** The same id again is the same mail. */
				readonly id?: string;
				/** From another address than the house's own, as an answer in a thread. */
				readonly thread?: {
					readonly from: { readonly name: string; readonly address: string };
					readonly messageId: string;
					readonly inReplyTo: string | undefined;
					readonly references: readonly string[];
				};
			},
		): Promise<unknown>;
		/** Which of these mails have not left, by id; what is absent has. */
		held(ids: readonly string[]): Promise<ReadonlyMap<string, 'waiting' | 'refused'>>;
		/** Why the newest mails of this kind were refused for good, by id. */
		refused(kind: string): Promise<ReadonlyMap<string, string>>;
	};
}
