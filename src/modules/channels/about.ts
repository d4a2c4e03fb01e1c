import type { Details, PostKind } from '#kernel/post-kind.ts';

/** The post behind a rendition, as far as the own house shows it. */
export interface About {
	readonly postId: string;
	readonly unitId: string;
	readonly kind: PostKind;
	/** Topic as a word for people, for example `Verkehr`. */
	readonly topic: string | null;
	/** Last part of the page's permanent address; never changes after the first publication. */
	readonly slug: string;
	/** What was corrected and why, shown in the open on the page; only with an edit. */
	readonly correction?: string;
	/** SHA-256 of the content that was approved, for the public proof. */
	readonly contentHash?: string;
	/** Facts of an event, a vacancy or a press release. */
	readonly details?: Details;
	/** The same in other languages or plain words, for the page of the house. */
	readonly translations?: readonly { readonly language: string; readonly title: string; readonly text: string }[];
}
