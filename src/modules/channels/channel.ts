import type { ChannelKind } from '#kernel/channel-name.ts';
import type { WarningForm } from '#kernel/content-warning.ts';
import type { Counting } from '#kernel/counting.ts';
import type { DocumentLimits } from '#kernel/document.ts';
import type { FilmLimits } from '#kernel/film.ts';
import type { FilmList } from '#kernel/film-list.ts';
import type { QuotePolicy } from '#kernel/quoting.ts';
import type { ReplyControl } from '#kernel/reply-control.ts';
import type { Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time.ts';

import type { About } from './about.ts';
import type { Allowance } from './allowance.ts';
import type { OddRow } from './odd-row.ts';
import type { OutgoingDocument, OutgoingMedia } from './outgoing-media.ts';
import type { OutgoingPoll, PollLimits } from './polls.ts';
import type { Push } from './push.ts';
import type { RemoteRef } from './remote-ref.ts';

export type { ChannelKind } from '#kernel/channel-name.ts';
export type { About } from './about.ts';
export type { Allowance } from './allowance.ts';
export type { OddRow } from './odd-row.ts';
export type { OutgoingDocument, OutgoingFilm, OutgoingMedia } from './outgoing-media.ts';
export type { PollLimits } from './polls.ts';
export type { Lack, RemoteRef } from './remote-ref.ts';

/** Never wider than the message it answers. From wide to narrow. */
export type Visibility = 'public' | 'unlisted' | 'followers' | 'private';

/** A finished rendition for one presence. The desk makes it; an adapter only carries it. */
export interface OutgoingRendition {
	/** Used by channels that have titles (the newsroom), and for link cards. */
	readonly title: string;
	readonly text: string;
	/** BCP 47. */
	readonly language: string;
	/** The newsroom page this copy leads back to. Already counted in the text's limit where the network counts it. */
	readonly link?: string;
	readonly media: readonly OutgoingMedia[];
	/** Only where the presence takes documents, and then without pictures beside it; the own house shows both. */
	readonly document?: OutgoingDocument;
	readonly replyTo?: RemoteRef;
	/** Answers to choose from; only where the presence has polls. */
	readonly poll?: OutgoingPoll;
	/** What is said before it, in words where the network takes words; and that its pictures show violence. */
	readonly warning?: { readonly words: string; readonly graphic: boolean };
	/** Who may quote it; absent: as the account has it. */
	readonly quotes?: QuotePolicy;
	/** Who may answer it; absent: everybody. Of a thread it counts for all that is said below. */
	readonly replyControl?: ReplyControl;
	/** The list of the account it is put into; only where the presence has lists. */
	readonly list?: FilmList;
	readonly visibility: Visibility;
	readonly createdAt: Instant;
	/** What it is a rendition of, for in-house channels; networks of others never see it. Absent on replies. */
	readonly about?: About;
	/** Made for a presence that practises; what was made for practice never goes out for real, nor the other way round. */
	readonly practice?: boolean;
}

/** Limits and abilities of one presence, read from the network and stored with it. Shown on the desk. */
export interface Capabilities {
	readonly text: {
		readonly most: number;
		/** How the network counts: graphemes, or its own rule (link = 23, mentions without domain). */
		readonly counting: Counting;
		readonly mostBytes?: number;
		/** What a link costs, whatever its length; absent: its own length. */
		readonly linkCosts?: number;
		/** True when the link back travels beside the text (a card) and costs nothing. */
		readonly linkIsCard: boolean;
		/** More different addresses than these are refused; absent: any number. */
		readonly mostLinks?: number;
		/** Where an answer to somebody has a limit of its own. */
		readonly replies?: { readonly most: number; readonly counting: Counting };
		/** How many hashtags the network shows, and how many it takes at most. */
		readonly hashtags?: { readonly shown: number; readonly most: number };
	};
	readonly media: {
		readonly most: number;
		readonly mostBytes: number;
		readonly mostPixels?: number;
		readonly altMost: number;
		readonly mimes: readonly string[];
		/** Nothing goes out without a picture or a film. */
		readonly needed?: true;
		/** Width by height of pictures, from the narrowest to the widest. */
		readonly ratios?: { readonly least: number; readonly most: number };
		/** The network fetches media itself, and this house has no address at which it could. */
		readonly unreachable?: true;
	};
	/** Absent where the network takes no films. */
	readonly film?: FilmLimits;
	/** Absent where the network takes no documents. */
	readonly documents?: DocumentLimits;
	/** Absent where the network has no polls. */
	readonly polls?: PollLimits;
	/** A post can answer one of our own, so that several make one statement. Absent: it goes out as one post. */
	readonly threads?: true;
	/** How a content warning is taken: its words, or marks for pictures. Absent where there is neither. */
	readonly warnings?: WarningForm;
	/** Whom a post can let quote it. Absent where nobody asks. */
	readonly quotes?: readonly QuotePolicy[];
	/** To whom a post can keep its answers. Absent where everybody may answer whatever one wishes. */
	readonly replyControls?: readonly ReplyControl[];
	/** Films can be put into lists of the account. */
	readonly lists?: true;
	/** Where the network says that something came in, as it announced it itself. */
	readonly stream?: string;
	/** What others say can be liked. */
	readonly likes?: true;
	readonly edit: boolean;
	/** A correction changes the words only; with other pictures, another card or another poll it is refused. */
	readonly editsWordsOnly?: true;
	readonly withdraw: boolean;
	readonly visibilities: readonly Visibility[];
	/** How long a repeated key is recognised by the network itself, so that publishing again is harmless. 0 = never; null = for ever. */
	readonly remembersKeysForMs: number | null;
	/** The network takes no post whose words stand there already. */
	readonly refusesDoubles?: true;
}

/** What a kind of channel can whatever the account; the rest is read from the network. */
export type Abilities = Pick<Capabilities, 'film' | 'threads' | 'warnings' | 'quotes' | 'replyControls' | 'documents'>;

/** Everything that can go wrong on any channel, one word per case. The dispatcher reads `type` and nothing else. */
export type ChannelFailure =
	/** The network refuses this content; `field` names the part. Repeating is useless. */
	| { readonly type: 'channel.rejected'; readonly field: string; readonly reason: string }
	/** The network says it has it already: look for it, it counts as ours. */
	| { readonly type: 'channel.duplicate'; readonly reason: string }
	/** The permission is missing or was withdrawn. A person must reconnect. */
	| { readonly type: 'channel.unauthorised'; readonly reason: string }
	/** The token ran out; it is refreshed once, single-flight, before this is ever shown. */
	| { readonly type: 'channel.expired'; readonly reason: string }
	| { readonly type: 'channel.throttled'; readonly until: Instant; readonly reason: string }
	/** What was brought for this copy is not ready yet. It alone waits; nothing of it is public. */
	| { readonly type: 'channel.preparing'; readonly until: Instant; readonly reason: string }
	/** A quota (a day's posts) is used up. */
	| { readonly type: 'channel.exhausted'; readonly quota: string; readonly until: Instant }
	/** Nothing left us, or the network says plainly that it did nothing. Repeating is harmless. */
	| { readonly type: 'channel.unreachable'; readonly reason: string }
	/** It may be public. Never repeated blindly. */
	| { readonly type: 'channel.unclear'; readonly reason: string }
	/** The answer does not have the shape we know: the contract changed. `happened` says whether the act itself may have. */
	| { readonly type: 'channel.changed'; readonly reason: string };

/** A message that came in, as the adapter reads it. Text is plain or foreign HTML (`html`), never trusted. */
export interface InboundMessage {
	readonly remote: RemoteRef;
	/** The remote id it answers, if any; ours or a stranger's. */
	readonly inReplyTo?: string;
	/** The remote id of the conversation's first message where the network tells. */
	readonly root?: string;
	readonly author: {
		readonly remoteId: string;
		readonly handle: string;
		readonly displayName: string;
		readonly avatarUrl?: string;
	};
	readonly html?: string;
	readonly text?: string;
	readonly language?: string;
	readonly visibility: Visibility;
	readonly media: readonly { readonly url: string; readonly alt: string; readonly mime: string }[];
	readonly sentAt: Instant;
	readonly editedAt?: Instant;
}

export type InboundChange =
	| { readonly kind: 'message'; readonly message: InboundMessage }
	| { readonly kind: 'deleted'; readonly remoteId: string };

export interface InboundPage {
	/** In arrival order, oldest first. */
	readonly changes: readonly InboundChange[];
	/** Where to go on; stored with the changes in one transaction. */
	readonly cursor: string;
	/** True when the network has more waiting right now. */
	readonly more: boolean;
	/** What could not be fetched any more (the network forgot it): kept and shown as a known gap. */
	readonly gap?: { readonly since: Instant; readonly reason: string };
	/** What stands there and is not as agreed. */
	readonly odd?: readonly OddRow[];
}

/** What somebody else said, and who: what moderation is about. */
export interface Moderated {
	readonly message: RemoteRef;
	readonly author: { readonly remoteId: string; readonly handle: string };
}

/** The one thing we say without words about what somebody said. Both do the same when done twice. */
export interface Liking {
	readonly give: (message: RemoteRef) => Promise<Result<void, ChannelFailure>>;
	readonly takeBack: (message: RemoteRef) => Promise<Result<void, ChannelFailure>>;
}

/** What the network lets us do about what others say. All but `report` do the same when done twice. */
export interface Moderation {
	/** Takes an answer out of the thread below our own post; it stays with its author. */
	readonly hide?: (about: Moderated) => Promise<Result<void, ChannelFailure>>;
	readonly show?: (about: Moderated) => Promise<Result<void, ChannelFailure>>;
	/** Deletes an answer below our own post for everybody. Cannot be taken back; one that is gone already counts as deleted. */
	readonly remove?: (about: Moderated) => Promise<Result<void, ChannelFailure>>;
	/** Asks the moderators of the network; they decide. Cannot be taken back. */
	readonly report?: (about: Moderated, words: string) => Promise<Result<void, ChannelFailure>>;
	readonly block?: (about: Moderated, key: string) => Promise<Result<void, ChannelFailure>>;
	readonly unblock?: (about: Moderated, key: string) => Promise<Result<void, ChannelFailure>>;
}

/** One figure that a network tells about a copy, under the network's own name. Nothing in it is about a person. */
export interface Metric {
	readonly name: string;
	/** How it is counted: the version of the interface, and since when the name means what it means. */
	readonly definition: string;
	readonly value: number;
	/** In which of the network's answers it stood. */
	readonly from: string;
}

export interface Metrics {
	readonly read: readonly Metric[];
	/** Asked for in vain, each with the reason; the others are not lost by it. */
	readonly missed: readonly { readonly name: string; readonly failure: ChannelFailure }[];
}

/** The port. Each capability is present or absent, never a stub that throws. `key` is the delivery's id. */
export interface Channel {
	readonly kind: ChannelKind;
	/** Which side it speaks on; absent in the own house, which knows one side only. */
	readonly practice?: boolean;
	readonly capabilities: Capabilities;
	/** The server it speaks to: what goes down, goes down together. Absent in the own house. */
	readonly host?: string;
	/** What the answers since it was opened said is left to ask. */
	readonly allowances?: () => readonly Allowance[];
	publish(rendition: OutgoingRendition, key: string): Promise<Result<RemoteRef, ChannelFailure>>;
	/**
	 * Looks for what an earlier attempt with this key may have published. Absent where the network offers no way. Where it
	 * can only go by the words, what is named in `taken` is known as another delivery's and passed over.
	 */
	readonly find?: (
		key: string,
		rendition: OutgoingRendition,
		taken?: ReadonlySet<string>,
	) => Promise<Result<RemoteRef | null, ChannelFailure>>;
	readonly edit?: (
		remote: RemoteRef,
		rendition: OutgoingRendition,
		key: string,
	) => Promise<Result<RemoteRef, ChannelFailure>>;
	/** Deletes; a copy that is gone already counts as withdrawn. */
	readonly withdraw?: (remote: RemoteRef) => Promise<Result<void, ChannelFailure>>;
	/** Asked no more often than this for what came in, where asking is rationed. */
	readonly hearEveryMs?: number;
	/**
	 * Keeps a line open on which the network says that something came in, and calls `heard` each time; what it was is read by
	 * `fetchInbound` alone. Ends with the line, or when told to. Absent where the network announces none.
	 */
	readonly listen?: (heard: () => void, until: AbortSignal) => Promise<Result<void, ChannelFailure>>;
	readonly fetchInbound?: (cursor: string | null) => Promise<Result<InboundPage, ChannelFailure>>;
	/**
	 * What a message answers, and what that answers in turn, the nearest first. Absent where every message names the first
	 * one of its thread, or nothing can be asked.
	 */
	readonly above?: (message: RemoteRef) => Promise<Result<readonly string[], ChannelFailure>>;
	/** Looks up the copy of ours that stands at a public address; null when none does. Absent where an address is all there is. */
	readonly locate?: (url: string) => Promise<Result<RemoteRef | null, ChannelFailure>>;
	readonly moderation?: Moderation;
	readonly like?: Liking;
	/** Asks the network to call this house when something comes in for the account, and to stop. Both may be done twice. */
	readonly wake?: {
		readonly begin: () => Promise<Result<void, ChannelFailure>>;
		readonly end: () => Promise<Result<void, ChannelFailure>>;
	};
	/** Reads how often a copy of ours was seen and answered, as the network counts. Absent where it counts nothing, or where that is switched off. */
	readonly metrics?: (remote: RemoteRef) => Promise<Metrics>;
	/** The hub that says when something of the account changed. Absent where there is none. */
	readonly push?: Push<Result<void, ChannelFailure>>;
	/** The lists of the account a film can be put into. Absent where it has none. */
	readonly lists?: () => Promise<Result<readonly FilmList[], ChannelFailure>>;
	/** Asks the network, cheaply, whether the connection still holds. */
	readonly health?: () => Promise<Result<void, ChannelFailure>>;
}
