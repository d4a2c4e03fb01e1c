import type { FilmList } from '#kernel/film-list.ts';
import type { QuotePolicy } from '#kernel/quoting.ts';
import { fromDate, type Instant, toIso } from '#kernel/time.ts';
import { abilities } from './adapters/abilities.ts';
import type { Capabilities, ChannelFailure, ChannelKind } from './channel.ts';
import type { Opening } from './domain/opening.ts';
import type { Tier } from './domain/tier.ts';
import type { PresenceRow, PresenceState } from './tables.ts';

export type { PresenceState } from './tables.ts';

/** One account of one unit on one channel, as other modules see it. Its key never leaves this module. */
export interface Presence {
	readonly id: string;
	readonly unitId: string;
	readonly channel: ChannelKind;
	readonly name: string;
	readonly handle: string | null;
	readonly url: string | null;
	readonly state: PresenceState;
	readonly sharedBelow: boolean;
	/** Who may quote what is said there, unless a post says otherwise; null: as the account has it. */
	readonly quotes: QuotePolicy | null;
	/** The list of the account that films are put into unless a post says otherwise; null: none. */
	readonly filmList: FilmList | null;
	/** Since when this house knows it. */
	readonly createdAt: Instant;
	/** Speaks at a practice network now: nothing leaves the house. */
	readonly practice: boolean;
	/** The real account that rests while this presence practises; null where there is none. */
	readonly resting: { readonly handle: string | null; readonly url: string | null } | null;
	readonly connected: boolean;
	readonly capabilities: Capabilities | null;
	readonly capabilitiesReadAt: Instant | null;
	/** Whether the account's profile leads back to this installation, as last seen. */
	readonly linkBack: { readonly state: 'unknown' | 'stands' | 'missing'; readonly checkedAt: Instant | null };
	readonly retiredAt: Instant | null;
	/** What was agreed before it was opened; null where nobody stated it. */
	readonly opening: Opening | null;
	/** When its key ends for good; null where it renews itself or never ends. */
	readonly keyEndsAt: Instant | null;
	/** How access is paid for, where a network charges by the call. */
	readonly terms: { readonly tier: Tier; readonly withLink: boolean; readonly counts: boolean } | null;
	readonly health: {
		readonly state: 'unknown' | 'well' | 'ill' | 'unauthorised';
		readonly reason: string | null;
		readonly checkedAt: Instant | null;
	};
}

/** These channels belong to the house itself and need no key. */
const inHouse: ReadonlySet<ChannelKind> = new Set(['newsroom', 'activitypub']);

export const isInHouse = (channel: ChannelKind): boolean => inHouse.has(channel);

const moment = (date: Date | null): Instant | null => (date === null ? null : fromDate(date));

export const toPresence = (row: PresenceRow): Presence => ({
	id: row.id,
	unitId: row.unit_id,
	channel: row.channel,
	name: row.name,
	handle: row.handle,
	url: row.url,
	state: row.state,
	sharedBelow: row.shared_below,
	quotes: row.quotes,
	// A list of the account that rests is none of the practice network's.
	filmList: row.resting ? null : row.film_list,
	createdAt: fromDate(row.created_at),
	practice: row.practice,
	resting: row.resting && { handle: row.resting.handle, url: row.resting.url },
	connected: isInHouse(row.channel) || row.credentials !== null,
	capabilities: row.capabilities && { ...row.capabilities, ...abilities[row.channel] },
	capabilitiesReadAt: moment(row.capabilities_read_at),
	linkBack: { state: row.link_back, checkedAt: moment(row.link_back_at) },
	retiredAt: moment(row.retired_at),
	opening: row.opening,
	keyEndsAt: moment(row.key_ends_at),
	terms: row.channel === 'x' ? { tier: row.tier, withLink: row.with_link, counts: row.counts } : null,
	health: { state: row.health, reason: row.health_reason, checkedAt: moment(row.health_at) },
});

const iso = (at: Instant | null): string | null => (at === null ? null : toIso(at));

/** The own newsroom, and what only ever practises, are opened without anybody having to agree. */
const needsOpening = ({ channel, practice, resting }: Omit<Presence, 'opening'>): boolean =>
	channel !== 'newsroom' && (!practice || resting !== null);

export const toPresenceView = ({ opening, ...presence }: Presence) => ({
	...presence,
	opening: opening ? ('stated' as const) : needsOpening(presence) ? ('not-stated' as const) : ('not-needed' as const),
	createdAt: toIso(presence.createdAt),
	keyEndsAt: iso(presence.keyEndsAt),
	capabilities:
		presence.capabilities === null
			? null
			: {
					...presence.capabilities,
					media: { ...presence.capabilities.media, mimes: [...presence.capabilities.media.mimes] },
					visibilities: [...presence.capabilities.visibilities],
				},
	capabilitiesReadAt: iso(presence.capabilitiesReadAt),
	linkBack: { ...presence.linkBack, checkedAt: iso(presence.linkBack.checkedAt) },
	retiredAt: iso(presence.retiredAt),
	health: {
		...presence.health,
		checkedAt: iso(presence.health.checkedAt),
		versionEnded: presence.health.reason?.startsWith(VERSION_ENDED) ?? false,
	},
});

/** SPEC: RFC 9110, 426: how networks refuse a version of their interface that they no longer speak. */
const VERSION_ENDED = 'HTTP 426';

/** What a failed connection means for the presence: the key is no longer good, or something else is wrong. */
export const healthAfter = (failure: ChannelFailure): { state: 'ill' | 'unauthorised'; reason: string } => {
	const refused = failure.type === 'channel.unauthorised' || failure.type === 'channel.expired';
	const reason = 'reason' in failure ? failure.reason : failure.type;
	return { state: refused ? 'unauthorised' : 'ill', reason: reason.slice(0, 300) };
};
