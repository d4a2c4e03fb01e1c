import { approvePost } from './approve-post.ts';
import { askForApproval } from './ask-for-approval.ts';
import { checkDraft } from './check-draft.ts';
import { correctPost, dropCorrection } from './correct-post.ts';
import { createDraft, duplicatePost } from './create-draft.ts';
import { listPosts, outgoingPosts, waitingPosts } from './list-posts.ts';
import type { EditorialNeeds } from './needs.ts';
import { addMedia, describeMedia, removeMedia } from './pictures-of-post.ts';
import { publishCorrection } from './publish-correction.ts';
import { readPost, readRevision } from './read-post.ts';
import { recallPost } from './recall-post.ts';
import { reschedulePost } from './reschedule-post.ts';
import { saveDraft } from './save-draft.ts';
import { publishNow, schedulePost } from './schedule-post.ts';
import { sendBack } from './send-back.ts';
import { withdrawPost } from './withdraw-post.ts';

/** Everything that can be done at the editorial desk, and everything that can be read there. */
export const createActs = (needs: EditorialNeeds) => ({
	createDraft: createDraft(needs),
	duplicatePost: duplicatePost(needs),
	saveDraft: saveDraft(needs),
	addMedia: addMedia(needs),
	describeMedia: describeMedia(needs),
	removeMedia: removeMedia(needs),
	askForApproval: askForApproval(needs),
	approvePost: approvePost(needs),
	sendBack: sendBack(needs),
	publishNow: publishNow(needs),
	schedulePost: schedulePost(needs),
	reschedulePost: reschedulePost(needs),
	recallPost: recallPost(needs),
	correctPost: correctPost(needs),
	dropCorrection: dropCorrection(needs),
	publishCorrection: publishCorrection(needs),
	withdrawPost: withdrawPost(needs),
	read: {
		list: listPosts(needs),
		waiting: waitingPosts(needs),
		outgoing: outgoingPosts(needs),
		one: readPost(needs),
		revision: readRevision(needs),
		check: checkDraft(needs),
	},
});
export type EditorialActs = ReturnType<typeof createActs>;
