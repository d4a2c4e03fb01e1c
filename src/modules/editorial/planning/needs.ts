import type { Actor } from '#kernel/permission.ts';
import type { Outbound } from '#platform/outbound/outbound.ts';

import type { EditorialNeeds, PresenceSeen } from '../needs.ts';

/** What planning asks of others beyond what writing asks. */
export interface PlanningNeeds extends Omit<EditorialNeeds, 'people' | 'channels'> {
	readonly people: Omit<EditorialNeeds['people'], 'authority'> & {
		authority(): Promise<
			Awaited<ReturnType<EditorialNeeds['people']['authority']>> & {
				/** ISO 3166-2, for its holidays. */
				readonly land: string | null;
			}
		>;
		units(): Promise<readonly { readonly id: string; readonly name: string }[]>;
		/** Somebody at work as a reader of posts and nothing more; null for who is not here any more. */
		readerOf(personId: string): Promise<Actor | null>;
		/** Who may write for a unit, nearest first. */
		writersOf(unitId: string): Promise<readonly { readonly personId: string; readonly name: string }[]>;
	};
	readonly channels: EditorialNeeds['channels'] & {
		presence(id: string): Promise<PresenceSeen | null>;
		/** A presence the actor may see; null otherwise. */
		visible(actor: Actor, id: string): Promise<PresenceSeen | null>;
		list(
			actor: Actor,
			filter: { readonly limit: number; readonly state: 'live'; readonly unitId?: string },
		): Promise<{ readonly items: readonly PresenceSeen[] }>;
	};
	readonly outbound: Outbound;
	/** How many messages of others came back to each of these posts, as far as we hear them. */
	voicesOf(postIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
}
