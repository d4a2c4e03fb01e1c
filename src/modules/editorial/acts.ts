import { makeApprovalLink } from './approval-links.ts';
import { approvePost } from './approve-post.ts';
import { acceptChange, approveWithChange } from './approve-with-change.ts';
import { askForApproval } from './ask-for-approval.ts';
import { checkDraft } from './check-draft.ts';
import { addComment, changeComment } from './comments.ts';
import { correctPost, dropCorrection } from './correct-post.ts';
import { createDraft, duplicatePost } from './create-draft.ts';
import { decideByLink, showLink } from './decide-by-link.ts';
import { hereAtPost } from './here-at-post.ts';
import { createLinkLimit } from './link-limit.ts';
import { listPosts, outgoingPosts, waitingPosts } from './list-posts.ts';
import type { EditorialNeeds } from './needs.ts';
import { addMedia, describeMedia, removeMedia } from './pictures-of-post.ts';
import { publishCorrection } from './publish-correction.ts';
import { readApproval } from './read-approval.ts';
import { listComments, openTasks } from './read-comments.ts';
import { readPost, readRevision } from './read-post.ts';
import { listRules, listRuleVersions } from './read-rules.ts';
import { recallPost } from './recall-post.ts';
import { checkRelease, releaseInEmergency, releasesToCheck } from './release-emergency.ts';
import { reschedulePost } from './reschedule-post.ts';
import { endRule, saveRule } from './rule-acts.ts';
import { saveDraft } from './save-draft.ts';
import { publishNow, schedulePost } from './schedule-post.ts';
import { sendBack } from './send-back.ts';
import { changeSeries, readSeries, skipOccurrence, stopSeries } from './series.ts';
import { startSeries } from './start-series.ts';
import { tallyWaivers } from './tally-waivers.ts';
import { waiveFinding } from './waive-finding.ts';
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
	waiveFinding: waiveFinding(needs),
	startSeries: startSeries(needs),
	changeSeries: changeSeries(needs),
	stopSeries: stopSeries(needs),
	skipOccurrence: skipOccurrence(needs),
	read: {
		series: readSeries(needs),
		list: listPosts(needs),
		waiting: waitingPosts(needs),
		outgoing: outgoingPosts(needs),
		here: hereAtPost(needs),
		one: readPost(needs),
		revision: readRevision(needs),
		check: checkDraft(needs),
		waivers: tallyWaivers(needs),
	},
});
/** What belongs to approval: rules, decisions, links, emergencies, and what is said on the way. */
export const createApprovalActs = (needs: EditorialNeeds) => {
	const limit = createLinkLimit(needs);
	return {
		saveRule: saveRule(needs),
		endRule: endRule(needs),
		approveWithChange: approveWithChange(needs),
		acceptChange: acceptChange(needs),
		release: releaseInEmergency(needs),
		checkRelease: checkRelease(needs),
		makeLink: makeApprovalLink(needs),
		showLink: showLink(needs, limit),
		decideByLink: decideByLink(needs, limit),
		addComment: addComment(needs),
		changeComment: changeComment(needs),
		read: {
			approval: readApproval(needs),
			rules: listRules(needs),
			ruleVersions: listRuleVersions(needs),
			releases: releasesToCheck(needs),
			comments: listComments(needs),
			tasks: openTasks(needs),
		},
	};
};
export type ApprovalActs = ReturnType<typeof createApprovalActs>;
export type EditorialActs = ReturnType<typeof createActs>;
