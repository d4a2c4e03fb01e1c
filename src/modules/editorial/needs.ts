import type { NoticeKind } from '#contract/desk.ts';
import type { FilmList } from '#kernel/film-list.ts';
import type { Ids } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import type { OpeningHours } from '#kernel/office-hours.ts';
import type { Role } from '#kernel/permission.ts';
import type { QuotePolicy } from '#kernel/quoting.ts';
import type { Clock, Instant } from '#kernel/time.ts';
import type { Capabilities, ChannelKind, Tier } from '#modules/channels/index.ts';
import type { DeliveryDoor } from '#modules/delivery/index.ts';
import type { Act } from '#platform/act.ts';
import type { Attendance } from '#platform/attendance.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Database, Tx } from '#platform/db/database.ts';
import type { Events } from '#platform/events.ts';
import type { Files } from '#platform/files.ts';
import type { Pictures } from '#platform/media/pictures.ts';
import type { Outbound } from '#platform/outbound/outbound.ts';

import type { StyleOfGroup } from './domain/checks/post.ts';
import type { ContentClass } from './domain/checks/rule.ts';
import type { Settings } from './domain/checks/settings.ts';

import type { Restraint } from './link-allowed.ts';

/** A presence as far as writing for it goes. */
export interface PresenceSeen {
	readonly id: string;
	readonly unitId: string;
	readonly channel: ChannelKind;
	readonly name: string;
	readonly handle: string | null;
	readonly state: 'planned' | 'live' | 'restrained' | 'paused' | 'retired';
	readonly practice: boolean;
	/** Since when this house knows it. */
	readonly createdAt: Instant;
	/** Who may quote what is said there, where a post does not say otherwise. */
	readonly quotes: QuotePolicy | null;
	/** The list of the account that films are put into, where a post does not say otherwise. */
	readonly filmList: FilmList | null;
	readonly capabilities: Capabilities | null;
	/** Where its network charges by the call. */
	readonly terms: { readonly tier: Tier; readonly withLink: boolean; readonly counts: boolean } | null;
}

export interface Holder {
	readonly personId: string;
	readonly name: string;
	readonly mail: string;
	readonly roles: readonly Role[];
	readonly borrowed: readonly Role[];
}

/** Something a colleague should know of: it lies on their desk, and in their digest if they wish. */
export interface Notice {
	readonly to: readonly string[];
	readonly kind: NoticeKind;
	readonly postId: string;
	readonly unitId: string;
	readonly title: string;
	/** Who did it; null for the machinery. */
	readonly byId: string | null;
}

/** The checks and the city profile in force, with the numbers of their versions. */
export interface InForce {
	readonly numbers: { readonly checks: number; readonly profile: number };
	readonly checks: Settings & {
		readonly similarDays: number;
		readonly apartMinutes: number;
		readonly mostPerDay: number;
	};
	readonly profile: {
		readonly trunks: readonly string[];
		readonly domains: readonly string[];
		readonly ibans: readonly string[];
		readonly addresses: readonly string[];
		readonly holders: readonly string[];
		readonly parties: readonly string[];
		readonly candidates: readonly string[];
		readonly restraints: readonly {
			readonly name: string;
			readonly from: string;
			readonly until: string;
			readonly allowed: readonly ContentClass[];
		}[];
		readonly styles: readonly StyleOfGroup[];
	};
}

export interface EditorialNeeds {
	readonly db: Database;
	readonly act: Act;
	readonly clock: Clock;
	readonly ids: Ids;
	readonly events: Events;
	readonly attendance: Attendance;
	readonly files: Files;
	readonly pictures: Pictures;
	/** Public address without a trailing slash. */
	readonly origin: string;
	readonly people: {
		authority(): Promise<{
			readonly name: string;
			readonly zone: string;
			/** ISO 3166-2, for its holidays. */
			readonly land: string | null;
			readonly language: Language;
			readonly contact: { readonly phone: string; readonly mail: string };
		}>;
		names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
		/** Everybody at work now with the roles they hold in the unit, nearest first. */
		holdersIn(unitId: string): Promise<readonly Holder[]>;
		/** The unit itself first, then those above it. */
		unitPath(unitId: string): Promise<readonly { readonly id: string }[]>;
		isStaffAddress(mail: string): Promise<boolean>;
		colleagues(): Promise<readonly { readonly id: string; readonly name: string }[]>;
		addressOf(personId: string): Promise<string | null>;
	};
	readonly channels: {
		/** The presences a unit may write for: its own and those shared with it. */
		presencesFor(unitId: string): Promise<readonly PresenceSeen[]>;
		/** Every account of the house that speaks now. */
		livePresences(): Promise<readonly Pick<PresenceSeen, 'channel' | 'name' | 'handle' | 'practice'>[]>;
	};
	readonly policy: { inForce(): Promise<InForce> };
	/** Looks whether a link still leads somewhere; never while somebody types. */
	readonly outbound: Outbound;
	readonly delivery: Pick<
		DeliveryDoor,
		'order' | 'recall' | 'reschedule' | 'supersedeWaiting' | 'deliveriesOf' | 'troublesOf' | 'guard' | 'onOutcome'
	>;
	readonly sealer: Sealer;
	/** When a unit is open, by the path of its ids from itself upwards. */
	openingOf(unitPath: readonly string[]): Promise<OpeningHours>;
	/** What may say that approval by link rests: a crisis, the weeks before an election. */
	readonly restraints: readonly Restraint[];
	readonly notices: {
		tell(tx: Tx, notice: Notice): Promise<void>;
		over(tx: Tx, about: { readonly postId: string; readonly kinds: readonly NoticeKind[] }): Promise<void>;
	};
	readonly mailer: {
		send(
			tx: Tx,
			mail: { readonly to: string; readonly subject: string; readonly text: string; readonly kind: string },
		): Promise<unknown>;
	};
}
