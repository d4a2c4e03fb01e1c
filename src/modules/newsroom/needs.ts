import type { z } from 'zod';

import type { CheckpointItem, PublicProof } from '#contract/records.ts';
import type { Ids } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import type { Failure, Result } from '#kernel/result.ts';
import type { Clock, Instant } from '#kernel/time.ts';
import type { ChannelKind } from '#modules/channels/index.ts';
import type { Act } from '#platform/act.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Database } from '#platform/db/database.ts';
import type { Events } from '#platform/events.ts';
import type { Files } from '#platform/files.ts';
import type { Log } from '#platform/log.ts';
import type { Pictures } from '#platform/media/pictures.ts';

import type { ExpertPage } from '#web/public/expert-page.tsx';
import type { Voices } from '#web/public/model.ts';
import type { FiguresPage, NetiquettePage } from '#web/public/netiquette-pages.tsx';
import type { ObjectionPage } from '#web/public/objection-page.tsx';

import type { AuthorityFacts } from './domain/legal-texts.ts';

export interface OfficialPresence {
	readonly channel: ChannelKind;
	readonly name: string;
	readonly handle: string | null;
	readonly url: string | null;
	readonly unitId: string;
	readonly practice: boolean;
	/** The real account that rests while the presence practises. */
	readonly resting?: { readonly handle: string | null } | null;
	/** Whether the account's profile leads back to this house. */
	readonly linkBack: { readonly state: 'unknown' | 'stands' | 'missing' };
	readonly retiredAt: Instant | null;
}

export interface LogState {
	readonly origin: string;
	readonly publicKey: string;
	readonly checkpoint: z.input<typeof CheckpointItem>;
}

export interface Question {
	readonly pageSlug?: string;
	readonly unitId?: string;
	readonly text: string;
	readonly name?: string;
	readonly mail?: string;
	readonly language: Language;
	/** What the form was sent with, good once: the same again, in whatever process, is the same question. */
	readonly proof: string;
}

export interface Receipt {
	readonly state: 'open' | 'answered' | 'closed';
	readonly question: string;
	/** Deleted by us for breaking the netiquette. */
	readonly withheld: boolean;
	readonly dueBy: Instant | null;
	readonly answers: readonly { readonly text: string; readonly at: Instant }[];
	/** Nobody is there now: when somebody is again, and the hours of the week. */
	readonly closed?: { readonly opensAt: Instant; readonly week: Readonly<Record<Language, string>> } | null;
}

export interface Handover {
	readonly to: string;
	readonly at: Instant;
	readonly contact: string;
	readonly link: string | null;
}

/** Who takes questions. Without it the site has no form. */
export interface QuestionDesk {
	/** Fails when nothing is left of the text once it is tidied. */
	receiveQuestion(question: Question): Promise<Result<{ readonly receiptSecret: string }, Failure>>;
	readReceipt(secret: string): Promise<Receipt | null>;
	/** Where it was handed over to; null for a secret nobody was given. */
	readHandover(secret: string): Promise<Handover | null>;
}

/** Who knows the press lists. */
export interface WayOut {
	/** Whose way out a link is; null where it never was one. The address is masked, and null once it is gone. */
	show(token: string): Promise<{ readonly address: string | null; readonly unit: string } | null>;
	/** Deletes the contact behind the link; false where there never was one. */
	take(token: string): Promise<boolean>;
}

/** What holds for those who write to us, and what was done by it. */
export interface ModerationDesk {
	/** In force, or as one version said it; null for a version there never was. */
	netiquette(version?: number): Promise<Parameters<typeof NetiquettePage>[0]['netiquette'] | null>;
	figures(asked: { readonly practice: boolean }): Promise<Parameters<typeof FiguresPage>[0]['lines']>;
	/** The act behind a link; null for a link nobody was given. */
	readObjection(secret: string): Promise<Parameters<typeof ObjectionPage>[0]['act'] | null>;
	object(
		secret: string,
		objection: { readonly text: string; readonly language: Language },
	): Promise<Result<unknown, Failure>>;
}

/** Who asks experts outside, each by a link that is good for one answer. */
export interface ExpertDesk {
	/** Null for a link nobody was given. Looking changes nothing. */
	read(secret: string): Promise<Parameters<typeof ExpertPage>[0]['inquiry'] | null>;
	answer(secret: string, text: string): Promise<Result<unknown, Failure>>;
}

/** What others said under a post, as far as its unit shows it; null where nothing of the kind is shown. */
export type VoicesUnder = (asked: {
	readonly postId: string;
	readonly unitId: string;
	readonly cursor?: string | undefined;
	readonly limit: number;
	readonly practice: boolean;
}) => Promise<Voices | null>;

export interface NewsroomNeeds {
	readonly db: Database;
	readonly act: Act;
	/** The same for the pages of posts, which are due. */
	readonly swift: { readonly db: Database; readonly act: Act };
	readonly clock: Clock;
	readonly ids: Ids;
	readonly events: Events;
	readonly sealer: Sealer;
	readonly files: Files;
	/** Where foreign pictures are read and written anew. */
	readonly workshop: Pictures;
	readonly log: Log;
	readonly origin: string;
	/** Marks every page as unofficial and keeps search engines away. */
	readonly trial: 'lab' | 'sample' | null;
	readonly people: {
		authority(): Promise<AuthorityFacts>;
		units(): Promise<readonly { readonly id: string; readonly name: string }[]>;
	};
	readonly channels: {
		livePresences(): Promise<readonly OfficialPresence[]>;
		retiredPresences(): Promise<readonly OfficialPresence[]>;
	};
	readonly records: {
		/** What everybody may see of a subject; fails as long as it has no numbered leaf. */
		publicProof(subject: string): Promise<Result<z.input<typeof PublicProof>>>;
		/** Name, key and newest checkpoint of the log; null before the first one. */
		logState(): Promise<LogState | null>;
	};
	readonly dialogue?: QuestionDesk;
	/** Asked late, as above. */
	moderation?(): ModerationDesk;
	/** Asked late, as above. */
	expert?(): ExpertDesk;
	/** Without it no page shows what others say. */
	readonly voices?: VoicesUnder;
	/** The way out of the press lists, by the link of a mail. Asked late: who keeps them is made afterwards. */
	wayOut?(): WayOut;
	/** The sentence that stays at the address of a statement that was withdrawn. */
	withdrawnNote(postId: string): Promise<string | null>;
}
