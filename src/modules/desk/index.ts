import * as contract from '#contract/desk.ts';
import type { Chore } from '#platform/chores.ts';
import type { Tx } from '#platform/db/database.ts';
import type { Mount } from '#platform/http/mount.ts';

import { digestChore } from './digest.ts';
import type { DeskNeeds } from './needs.ts';
import { countUnread, listNotices, markNotices, type Notice, over, readWishes, saveWish, tell } from './notices.ts';
import { dropView, keepView, listViews } from './views.ts';

export { deskMigrations } from './migrations.ts';

export interface Desk {
	/** Tells colleagues of something, in the caller's transaction. */
	tell(tx: Tx, notice: Notice): Promise<void>;
	/** Marks notices of these kinds about a post as read: they are over. */
	over(tx: Tx, about: { readonly postId: string; readonly kinds: readonly contract.NoticeKind[] }): Promise<void>;
	mountRoutes(mount: Mount): void;
	readonly chores: readonly Chore[];
}

/** Schreibtisch: what belongs to one person's desk alone, their notices and their kept views. */
export const createDesk = (needs: DeskNeeds): Desk => ({
	tell: tell(needs),
	over: over(needs),
	chores: [digestChore(needs)],
	mountRoutes(mount) {
		const none = { problems: {} };
		const views = { 'desk.view-not-found': 404, 'desk.too-many-views': 409 } as const;
		mount(contract.unreadEndpoint, { ...none, handle: (input, { actor }) => countUnread(needs)(input, actor) });
		mount(contract.wishesEndpoint, { ...none, handle: (input, { actor }) => readWishes(needs)(input, actor) });
		mount(contract.saveWishEndpoint, { ...none, handle: (input, { actor }) => saveWish(needs)(input, actor) });
		mount(contract.markNoticesEndpoint, { ...none, handle: (input, { actor }) => markNotices(needs)(input, actor) });
		mount(contract.noticesEndpoint, { ...none, handle: (input, { actor }) => listNotices(needs)(input, actor) });
		mount(contract.viewsEndpoint, { ...none, handle: (input, { actor }) => listViews(needs)(input, actor) });
		mount(contract.keepViewEndpoint, {
			problems: views,
			handle: (input, { actor }) => keepView(needs)(input, actor),
		});
		mount(contract.dropViewEndpoint, {
			problems: views,
			handle: (input, { actor }) => dropView(needs)(input, actor),
		});
	},
});
