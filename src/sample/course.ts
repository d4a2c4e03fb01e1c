import type { NetworkName } from '#kernel/channel-name.ts';
import type { MediaRights } from '#kernel/media-rights.ts';
import type { JobDetails, PostKind } from '#kernel/post-kind.ts';

/**
 * What the sample city consists of, as plain data. Days count from today: 0 is today, -1 yesterday, 3 in three days.
 * Texts may hold `{date:N}` ("26. November") and `{day:N}` ("Donnerstag, 26. November"), N days after the day of their post or turn.
 */
export interface SampleUnit {
	readonly key: string;
	readonly name: string;
	readonly short: string;
	/** Key of the unit above; null for the authority itself. */
	readonly parent: string | null;
}

export type SampleRole =
	| 'author'
	| 'approver'
	| 'agent'
	| 'lead'
	| 'central'
	| 'privacy'
	| 'registrar'
	| 'crisis'
	| 'admin';

export interface SamplePerson {
	readonly key: string;
	readonly name: string;
	/** Ends in `.example`. */
	readonly mail: string;
	/** Without a unit where the role is held for the whole authority. */
	readonly roles: readonly { readonly role: SampleRole; readonly unit: string | null }[];
	/** What this person does here, in one sentence, for whoever chooses whose place to take. */
	readonly does: { readonly de: string; readonly en: string };
}

export interface SampleOpening {
	readonly consentBy: string;
	readonly purpose: string;
	readonly audience: string;
	/** Keys of people. */
	readonly responsible: string;
	readonly deputy: string;
	readonly resolution: string | null;
}

/** An account that is agreed upon and not made yet. */
export interface SamplePlannedAccount {
	readonly unit: string;
	readonly network: NetworkName;
	readonly name: string;
	readonly opening: SampleOpening;
}

export interface SampleAccount {
	readonly key: string;
	readonly unit: string;
	readonly channel: NetworkName;
	readonly name: string;
	readonly handle: string;
	/** What was agreed before it was opened. */
	readonly opening: SampleOpening;
	/** The day the account was given up; absent while it lives. */
	readonly retired?: number;
}

export interface SampleMoment {
	readonly day: number;
	/** Wall time in the authority's zone, `HH:MM`; on day 0 also `+1:40` or `-2:10`: hours and minutes from now. */
	readonly at: string;
}

export interface SamplePost extends SampleMoment {
	readonly key: string;
	readonly unit: string;
	readonly author: string;
	/** Absent where nobody approved (yet). */
	readonly approver?: string;
	readonly kind: PostKind;
	readonly topic: string;
	readonly title: string;
	/** The statement, in the product's Markdown. */
	readonly text: string;
	/** What an event or a vacancy says beside its text. */
	readonly event?: {
		readonly from: SampleMoment;
		readonly until: SampleMoment;
		readonly place: string;
		readonly access: string;
	};
	readonly job?: {
		readonly closes: SampleMoment;
		readonly time: JobDetails['time'];
		readonly pay: string;
		readonly apply: string;
	};
	/** Further language versions. */
	readonly translations?: readonly { readonly language: string; readonly title: string; readonly text: string }[];
	/** Renditions changed by hand, per channel. */
	readonly renditions?: Partial<Record<NetworkName, string>>;
	/** File name of a drawing in `drawings/`, without its ending. */
	readonly pictures: readonly { readonly drawing: string; readonly alt: string }[];
	/** Keys of accounts beside the newsroom. */
	readonly accounts: readonly string[];
	/** `unclear` and `refused` are published, but for one copy. */
	readonly ends: 'published' | 'unclear' | 'refused' | 'draft' | 'waiting' | 'sent-back' | 'scheduled';
	/** Why it was sent back. */
	readonly sentBack?: string;
	readonly correction?: SampleMoment & { readonly text: string; readonly why: string };
	readonly withdrawn?: SampleMoment & { readonly why: string };
}

export interface SampleTurn extends SampleMoment {
	/** `citizen` speaks, `desk` answers, `note` is internal. */
	readonly by: 'citizen' | 'desk' | 'note';
	/** The citizen's name on the network, or the key of the person at the desk. */
	readonly who: string;
	readonly text: string;
}

export interface SampleTalk {
	readonly key: string;
	/** The question form, or an account: below the post named by `about`, else as a mention. */
	readonly where: 'form' | { readonly account: string };
	/** Key of the post it is about. */
	readonly about?: string;
	/** For the form, where no post says whose it is. */
	readonly unit?: string;
	readonly visibility?: 'public' | 'unlisted' | 'private';
	readonly turns: readonly SampleTurn[];
	readonly ends: 'open' | 'answered' | 'closed';
	/** Key of the person it lies with. */
	readonly assignee?: string;
}

/** A post that passes two steps: approved in the first, waiting in the second, with a word about one passage. */
export interface SampleTwoSteps {
	readonly post: SamplePost;
	readonly rule: string;
	/** Who sets the rule up. */
	readonly lead: string;
	readonly steps: readonly [string, string];
	/** From asking to the deadline of the second step. */
	readonly deadlineMinutes: number;
	readonly comment: { readonly passage: string; readonly text: string };
}

/** A dialogue rule that hides spam by itself, and what it hid waits for a person. */
export interface SampleSpamRule extends SampleMoment {
	readonly unit: string;
	/** Who sets it up. */
	readonly lead: string;
	readonly name: string;
	/** From so many links on, by somebody unknown. */
	readonly links: number;
	readonly perHour: number;
}

/** A template, text block or signature a unit keeps. */
export interface SamplePiece {
	readonly unit: string;
	/** Who wrote it. */
	readonly by: string;
	readonly kind: 'template' | 'block' | 'signature';
	readonly name: string;
	readonly title?: string;
	readonly text: string;
	readonly postKind?: PostKind;
	readonly topic?: string;
	readonly forms?: Partial<Record<NetworkName, string>>;
}

export interface SampleCampaign {
	readonly unit: string;
	readonly by: string;
	readonly name: string;
	readonly goal: string;
	/** Days counted from today. */
	readonly from: number;
	readonly until: number;
	/** Keys of its posts. */
	readonly posts: readonly string[];
}

export interface SamplePitch {
	readonly unit: string;
	readonly by: string;
	readonly title: string;
	readonly topic: string;
	readonly note: string;
	/** Keys of target groups. */
	readonly groups: readonly string[];
	/** The day it is wished for, counted from today. */
	readonly wished: number | null;
	readonly state: 'pitched' | 'accepted' | 'assigned' | 'declined';
	readonly decider?: string;
	readonly writer?: string;
	readonly reason?: string;
}

export interface SamplePlan {
	/** Who names target groups for all. */
	readonly manager: string;
	readonly groups: readonly {
		readonly key: string;
		readonly name: string;
		readonly ageFrom: number | null;
		readonly ageUntil: number | null;
	}[];
	readonly slots: readonly {
		readonly account: string;
		readonly by: string;
		readonly times: readonly { readonly weekday: number; readonly time: string }[];
	}[];
	readonly campaigns: readonly SampleCampaign[];
	readonly pitches: readonly SamplePitch[];
}

/** A picture of the library that no post shows. */
export interface SampleExtraPicture extends SampleMoment {
	readonly unit: string;
	readonly by: string;
	readonly drawing: string;
	readonly folder: string | null;
	readonly title: string;
	readonly alt: string;
	readonly facts: Partial<Omit<MediaRights, 'expiresOn'>>;
	/** Days from today to the last day it may be shown. */
	readonly lastDay?: number;
}

/** How the drawings lie in the library of each unit. */
export interface SampleShelf {
	readonly folder: string;
	readonly author: string;
	readonly drawings: Readonly<Record<string, { readonly title: string; readonly keywords: readonly string[] }>>;
	readonly extras: readonly SampleExtraPicture[];
}

export interface SampleCity {
	readonly name: string;
	readonly units: readonly SampleUnit[];
	readonly people: readonly SamplePerson[];
	readonly accounts: readonly SampleAccount[];
	readonly plannedAccount: SamplePlannedAccount;
	readonly pieces: readonly SamplePiece[];
	readonly posts: readonly SamplePost[];
	readonly twoSteps: SampleTwoSteps;
	readonly spamRule: SampleSpamRule;
	readonly talks: readonly SampleTalk[];
	readonly plan: SamplePlan;
	readonly shelf: SampleShelf;
}
