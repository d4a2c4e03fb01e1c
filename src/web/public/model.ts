import type { ChannelKind } from '#kernel/channel-name.ts';
import type { Focus } from '#kernel/crop.ts';
import type { Credit } from '#kernel/media-rights.ts';
import type { Details, PostKind } from '#kernel/post-kind.ts';

import type { Say } from './say.ts';

export interface Site {
	readonly name: string;
	readonly origin: string;
	readonly zone: string;
	/** Names the trial when nothing here is official. */
	readonly trial: 'lab' | 'sample' | null;
	readonly phone: string | null;
	readonly phoneHours: string | null;
	readonly portalUrl: string | null;
	/** In which languages something can be read here, if in several. */
	readonly languages: readonly string[];
	/** There is a podcast to listen to. */
	readonly podcast: boolean;
	/** Questions are taken: the form stands on every page. */
	readonly asks: boolean;
	readonly assets: {
		readonly style: string;
		readonly script: string;
		readonly worker: string;
		readonly icon: string;
	};
	readonly drawings: Readonly<Record<string, string>>;
}

/** What every page is drawn with: the site, the reader's language, the moment. */
export interface View {
	readonly site: Site;
	readonly say: Say;
	/** Path without the language, for the switch: `/beitrag/bruecke`. */
	readonly path: string;
	readonly now: number;
}

export interface Picture {
	readonly hash: string;
	readonly alt: string;
	readonly width: number;
	readonly height: number;
	readonly sizes: readonly number[];
	readonly credit: Credit | null;
	readonly focus: Focus | null;
}

export interface Film {
	readonly hash: string;
	readonly mime: string;
	readonly ms: number;
	readonly alt: string;
	readonly width: number;
	readonly height: number;
	readonly poster: Picture;
	readonly captions: readonly {
		readonly language: string;
		readonly hash: string;
		readonly transcript: readonly string[];
	}[];
	/** Nothing is spoken: what is to be seen instead, per language. */
	readonly silent: Readonly<Record<string, string>>;
	/** Every word of a recording, per language; its paragraphs on its own page only. */
	readonly words: readonly {
		readonly language: string;
		readonly hash: string;
		readonly paragraphs: readonly string[];
	}[];
	readonly credit: Credit | null;
}

export interface Named {
	readonly slug: string;
	readonly name: string;
}

/** A page as it stands in a list. */
export interface Card {
	readonly slug: string;
	/** The language version that is shown; absent for the page as it was written. */
	readonly version?: string;
	readonly title: string;
	/** With a content warning this is the warning: what it speaks of is not shown in lists. */
	readonly lead: string;
	readonly warning: string | null;
	readonly language: string;
	readonly topic: Named | null;
	readonly unit: Named | null;
	readonly publishedAt: number;
	readonly picture: Picture | null;
	readonly film: Film | null;
	readonly kind: PostKind;
	readonly details: Details | null;
	/** When an event is over or a vacancy closed. */
	readonly overAt: number | null;
}

/** One state of a page in its history, newest first. */
export interface Change {
	readonly number: number;
	readonly at: number;
	readonly correction: string | null;
}

/** What can be taken along. */
export interface PageDocument {
	readonly hash: string;
	readonly bytes: number;
	readonly title: string;
	readonly fileName: string;
}

export interface PageContent {
	readonly title: string;
	readonly warning: string | null;
	readonly leadHtml: string;
	readonly html: string;
	readonly pictures: readonly Picture[];
	readonly film: Film | null;
	readonly document: PageDocument | null;
	readonly details: Details | null;
}

/** The page in another language, or in plain words. */
export interface Translated {
	readonly language: string;
	readonly title: string;
	readonly lead: string;
	readonly leadHtml: string;
	readonly html: string;
}

export interface Page extends Card {
	readonly leadHtml: string;
	readonly html: string;
	readonly pictures: readonly Picture[];
	readonly document: PageDocument | null;
	readonly translations: readonly Translated[];
	readonly editedAt: number | null;
	readonly changes: readonly Change[];
}

export interface Presence {
	readonly channel: ChannelKind;
	readonly name: string;
	readonly handle: string;
	readonly url: string;
	readonly unit: string | null;
	/** This site names the account, and the account's profile names this site. */
	readonly bothWays: boolean;
	/** When the account was given up; null while it is in use. */
	readonly retiredAt: number | null;
}

/** What somebody said under a post on one of the networks. Plain words, no markup. */
export interface Voice {
	readonly id: string;
	readonly channel: string;
	/** All three null once the name is not kept any more. */
	readonly name: string | null;
	readonly handle: string | null;
	readonly url: string | null;
	readonly text: string;
	readonly language: string | null;
	readonly at: number;
	readonly editedAt: number | null;
	/** What the house answered to it, oldest first. */
	readonly answers: readonly Answered[];
}

export interface Answered {
	readonly id: string;
	readonly text: string;
	readonly language: string | null;
	readonly at: number;
	readonly editedAt: number | null;
}

/** A stretch of what others said, newest first. */
export interface Voices {
	/** Whether a person looked first. */
	readonly mode: 'approval' | 'at-once';
	readonly items: readonly Voice[];
	readonly next: string | null;
	/** Null: more than anybody counts. */
	readonly count: number | null;
}

/** A list and where it goes on. */
export interface Listed<T> {
	readonly items: readonly T[];
	readonly next: string | null;
}

/** What the log shows of one thing to everybody: unit and role, never a name. */
export interface Proof {
	/** Under which the machine-readable form is found. */
	readonly subject: string;
	readonly steps: readonly {
		readonly position: number;
		readonly hash: string;
		readonly kind: string;
		readonly at: number;
		readonly unit: string | null;
		readonly roles: readonly string[];
		readonly erased: boolean;
	}[];
	/** The signed tree head in its text form. */
	readonly note: string;
}

export interface Log {
	readonly name: string;
	readonly publicKey: string;
	readonly size: number;
	readonly note: string;
}
