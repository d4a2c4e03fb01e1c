import type { Hono } from 'hono';

import type { OpeningHours } from '#kernel/office-hours.ts';
import type { Actor } from '#kernel/permission.ts';
import type { Outcome } from '#modules/delivery/index.ts';
import type { Chore } from '#platform/chores.ts';
import type { Tx } from '#platform/db/database.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Pictures } from '#platform/media/pictures.ts';

import { editReply, withdrawReply } from './answering/change-sent.ts';
import { answerHelp } from './answering/help.ts';
import { lookAtReply } from './answering/look.ts';
import { mountReplyApproval } from './approval/index.ts';
import { deadlineRoutes } from './deadlines/routes.ts';
import { askOpening } from './deadlines/service.ts';
import { deadlineChore } from './deadlines/tell.job.ts';
import { dutyChore } from './duty/assign.job.ts';
import { mountDuty } from './duty/index.ts';
import { mountForeignMedia } from './foreign-media.ts';
import { mountHandover } from './handover/index.ts';
import { type HandoverView, readHandoverReceipt } from './handover/read.ts';
import { sendHandovers } from './handover/send.job.ts';
import { hereAtConversation } from './here-at-conversation.ts';
import { answerAsExpert, readAsExpert } from './inquiry/expert.ts';
import { mountInquiries } from './inquiry/index.ts';
import { lateChore } from './inquiry/late.job.ts';
import { carryLikes } from './liking/carry.job.ts';
import { mountLiking } from './liking/mount.ts';
import { ear } from './listening/ear.ts';
import { listenChore } from './listening/listen.job.ts';
import { refusedChore } from './mail/came-back.ts';
import { mountMailFiles } from './mail/file-route.ts';
import { mountMailboxes } from './mail/mount.ts';
import { mailboxChore } from './mail/poll.job.ts';
import { carryModeration } from './moderation/carry.job.ts';
import { endModeration } from './moderation/end.job.ts';
import { moderationFigures } from './moderation/figures.ts';
import { mountModeration } from './moderation/index.ts';
import { object, readObjection } from './moderation/objection.ts';
import type { DialogueNeeds } from './needs.ts';
import { mountNight } from './night/settings.ts';
import { noteOutcome } from './note-outcome.ts';
import { leaveChore } from './planned/leave.job.ts';
import { takeBack } from './planned/take-back.ts';
import { pollChore } from './poll.job.ts';
import { mountPrivacy } from './privacy/index.ts';
import { lapseChore } from './privacy/lapse.job.ts';
import { privacyChore } from './privacy/round.job.ts';
import { countConversations, listConversations } from './queries.ts';
import { readConversation } from './read-conversation.ts';
import { readSources } from './read-sources.ts';
import { lookThrough } from './reading/look-through.job.ts';
import { mountReading } from './reading/mount.ts';
import { readReceipt, receiveQuestion } from './receive-question.ts';
import { reply } from './reply.ts';
import { dialogueRoutes } from './routes.ts';
import { applyRules } from './rules/apply.job.ts';
import { mountRules } from './rules/index.ts';
import { addNote, assign, close, reopen } from './tend-conversation.ts';
import { timesChore } from './times/count.job.ts';
import { mountTimes } from './times/report.ts';
import { mountTriage } from './triage/index.ts';
import { surgeChore } from './triage/surge.job.ts';
import { wakeChore } from './triage/wake.job.ts';
import { mountVoices } from './voices/index.ts';
import { publicVoices } from './voices/public.ts';
import { voicesOf } from './voices.ts';

export { dialogueMigrations } from './migrations.ts';
export type { Question, Receipt, ReceiptView } from './receive-question.ts';

export interface Dialogue {
	mountRoutes(mount: Mount): void;
	mountRaw(app: Hono): void;
	readonly chores: readonly Chore[];
	/** Looks through what comes in as it comes; a process that only serves does not call it. */
	start(): void;
	stop(): void;
	/** Something came in for a presence of the own house: it is asked now. */
	hear(presenceId: string): void;
	readonly receiveQuestion: ReturnType<typeof receiveQuestion>;
	readonly readReceipt: ReturnType<typeof readReceipt>;
	/** Where a conversation was handed over to, for the holder of its receipt. */
	readHandover(secret: string): Promise<HandoverView | null>;
	/** For whoever holds the link of an inquiry: what is asked, and the one answer to it. */
	readonly expert: {
		readonly read: ReturnType<typeof readAsExpert>;
		readonly answer: ReturnType<typeof answerAsExpert>;
	};
	/** For the public: the reasons for an act behind its link, the objection to it, and figures about all of them. */
	readonly moderation: {
		readonly readObjection: ReturnType<typeof readObjection>;
		readonly object: ReturnType<typeof object>;
		readonly figures: ReturnType<typeof moderationFigures>;
	};
	/** How many messages of others came back to each of these posts. */
	readonly voicesOf: ReturnType<typeof voicesOf>;
	/** For the public: what others said under a post, as far as its unit shows it. */
	readonly publicVoices: ReturnType<typeof publicVoices>;
	/** When a unit is open, by the path of its ids from itself upwards. */
	openingOf(unitPath: readonly string[]): Promise<OpeningHours>;
	/** To be told by delivery, in its recording transaction, what became of an answer of ours. */
	noteOutcome(tx: Tx, outcome: Outcome): Promise<void>;
}

interface Needs extends DialogueNeeds {
	readonly identify: (request: Request) => Promise<Actor | null>;
	readonly agentsOf: (unitId: string) => Promise<readonly { readonly id: string; readonly name: string }[]>;
	readonly pictures: Pick<Pictures, 'take'>;
}

/** The desk that hears every answer once and replies where it was asked. */
export const createDialogue = (needs: Needs): Dialogue =>
	createParts(needs, { ...hearing(needs), look: lookThrough(needs) });

const hearing = (needs: Needs): Pick<Works, 'poll' | 'lines' | 'calls'> => {
	const poll = pollChore(needs);
	return { poll, lines: listenChore(needs, poll.hear), calls: ear(needs.events, poll.hear) };
};

interface Works {
	readonly poll: ReturnType<typeof pollChore>;
	readonly lines: ReturnType<typeof listenChore>;
	readonly calls: ReturnType<typeof ear>;
	readonly look: ReturnType<typeof lookThrough>;
}

const mountParts = (mount: Mount, needs: Needs): void => {
	mountDuty(mount, needs);
	mountNight(mount, needs);
	mountTimes(mount, needs);
	mountReplyApproval(mount, needs);
	mountHandover(mount, needs);
	mountTriage(mount, needs);
	mountModeration(mount, needs);
	mountLiking(mount, needs);
	mountPrivacy(mount, needs);
	mountReading(mount, needs);
	mountRules(mount, needs);
	mountInquiries(mount, needs);
	mountVoices(mount, needs);
	mountMailboxes(mount, needs);
};

const createParts = (needs: Needs, { poll, lines, calls, look }: Works): Dialogue => ({
	mountRoutes: (mount) => {
		deadlineRoutes(mount, needs);
		dialogueRoutes(mount, {
			list: listConversations(needs),
			counts: countConversations(needs),
			read: readConversation(needs),
			here: hereAtConversation(needs),
			sources: readSources(needs),
			reply: reply(needs),
			note: addNote(needs),
			assign: assign(needs),
			close: close(needs),
			reopen: reopen(needs),
			help: answerHelp(needs),
			look: lookAtReply(needs),
			takeBack: takeBack(needs),
			editReply: editReply(needs),
			withdrawReply: withdrawReply(needs),
		});
		mountParts(mount, needs);
	},
	mountRaw: (app) => {
		mountForeignMedia(app, needs);
		mountMailFiles(app, needs);
	},
	chores: [
		lines,
		...[poll, sendHandovers(needs), deadlineChore(needs), wakeChore(needs), surgeChore(needs)],
		...[
			carryModeration(needs),
			endModeration(needs),
			leaveChore(needs),
			privacyChore(needs),
			lapseChore(needs),
			dutyChore(needs),
		],
		...[timesChore(needs), lateChore(needs), look, applyRules(needs), mailboxChore(needs), refusedChore(needs)],
		carryLikes(needs),
	],
	start() {
		look.begin();
		lines.begin();
		calls.begin();
	},
	stop() {
		look.end();
		lines.end();
		calls.end();
	},
	hear: poll.hear,
	receiveQuestion: receiveQuestion(needs),
	readReceipt: readReceipt(needs),
	readHandover: readHandoverReceipt(needs),
	expert: { read: readAsExpert(needs), answer: answerAsExpert(needs) },
	moderation: { readObjection: readObjection(needs), object: object(needs), figures: moderationFigures(needs) },
	voicesOf: voicesOf(needs),
	publicVoices: publicVoices(needs),
	openingOf: (unitPath) => askOpening(needs.db, unitPath),
	noteOutcome: noteOutcome(needs),
});
