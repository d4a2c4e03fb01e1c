import type { Hono } from 'hono';

import type { Actor } from '#kernel/permission.ts';
import type { Mount } from '#platform/http/mount.ts';

import { createActs, createApprovalActs } from './acts.ts';
import { reminderChore } from './approval-reminder.ts';
import { approvalRoutes } from './approval-routes.ts';
import { askLinks } from './ask-links.ts';
import { checkReply } from './check-reply.ts';
import { mountDocuments } from './documents/routes.ts';
import { createLibraryActs } from './library/acts.ts';
import { libraryRoutes } from './library/routes.ts';
import { warningChore } from './library/warn-of-end.job.ts';
import { mountMedia } from './media-routes.ts';
import { names } from './names.ts';
import type { EditorialNeeds } from './needs.ts';
import { noteOutcome } from './note-outcome.ts';
import { postBySlug, posts, withdrawnNote } from './outside.ts';
import { personalIn } from './personal-in.ts';
import { replyBlocks } from './pieces/reply-blocks.ts';
import { createPieceActs, pieceRoutes } from './pieces/routes.ts';
import type { PlanningNeeds } from './planning/needs.ts';
import { createPlanning } from './planning/planning.ts';
import { mailsUnderWay } from './press/claim-recipient.ts';
import type { PressNeeds } from './press/needs.ts';
import { createPressActs, pressRoutes } from './press/routes.ts';
import { createPressWork } from './press/send-mailings.job.ts';
import { showWayOut, takeWayOut } from './press/unsubscribe.ts';
import { refuseUnapproved } from './refuse-unapproved.ts';
import { editorialRoutes } from './routes.ts';
import { seriesChore } from './series.job.ts';
import { seriesRoutes } from './series-routes.ts';
import { mountShortLinks } from './sharing/follow-short-link.ts';
import { createSharingActs, sharingRoutes } from './sharing/routes.ts';
import { zoneRulesChore } from './zone-rules.job.ts';

export type { ReplyChecked, ReplyText } from './check-reply.ts';
export { checkCatalogue } from './domain/checks/catalogue.ts';
export { HIDDEN_BY, hidePlaces, maskPersonal, type Places, personalPlaces } from './domain/checks/mask.ts';
export { editorialMigrations } from './migrations.ts';
export type { EditorialNeeds, PresenceSeen } from './needs.ts';
export type { PostSeen } from './outside.ts';

/** Redaktion: what the authority says, who approved it, and when it goes out. */
export const createEditorial = (
	needs: EditorialNeeds &
		PlanningNeeds &
		PressNeeds & { readonly identify: (request: Request) => Promise<Actor | null> },
) => {
	const acts = createActs(needs);
	const planning = createPlanning(needs);
	const approval = createApprovalActs(needs);
	const library = createLibraryActs(needs);
	const pressWork = createPressWork(needs);
	needs.delivery.guard('editorial', refuseUnapproved);
	needs.delivery.onOutcome('editorial', noteOutcome(needs));
	return {
		...acts,
		approval,
		chores: [
			reminderChore(needs),
			askLinks(needs),
			seriesChore(needs),
			zoneRulesChore(needs),
			warningChore(needs),
			pressWork.chore,
			...planning.chores,
		],
		mountRoutes(mount: Mount): void {
			approvalRoutes(mount, approval);
			editorialRoutes(mount, acts);
			libraryRoutes(mount, library);
			planning.mountRoutes(mount);
			seriesRoutes(mount, acts);
			pieceRoutes(mount, createPieceActs(needs));
			pressRoutes(mount, createPressActs(needs));
			sharingRoutes(mount, createSharingActs(needs));
		},
		mountRaw(app: Hono): void {
			mountMedia(app, needs);
			mountDocuments(app, needs);
			mountShortLinks(app, needs);
			planning.mountRaw(app);
		},
		/** The way out of the press lists, for the public page. */
		wayOut: { show: showWayOut(needs), take: takeWayOut(needs) },
		underWay: mailsUnderWay,
		/** Begins to send to the press; a process that only serves does not call it. */
		start: pressWork.start,
		stop: pressWork.stop,
		/** Posts as other modules see them, by id. */
		posts: posts(needs),
		names: names(needs),
		postBySlug: postBySlug(needs),
		/** What a withdrawn post's address says. */
		withdrawnNote: withdrawnNote(needs),
		checkReply: checkReply(needs),
		personalIn: personalIn(needs),
		replyBlocks: replyBlocks(needs),
	};
};
export type Editorial = ReturnType<typeof createEditorial>;
