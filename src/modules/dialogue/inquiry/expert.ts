import { fail, type Result } from '#kernel/result.ts';
import { fromDate, type Instant } from '#kernel/time.ts';
import { guest } from '#platform/http/mount.ts';

import { type InquiryStanding, standingOf } from '../domain/inquiry.ts';
import { type SettleFailure, takeAnswer } from './settle.ts';
import { inquiries, linesOf, linkHash, toInquiry } from './store.ts';
import type { InquiryNeeds } from './whom.ts';

/** What an expert finds behind their link. Once it has ended, only that it has. */
export interface ExpertView {
	readonly standing: InquiryStanding;
	/** Which unit asks. */
	readonly unit: string;
	readonly shown: string;
	readonly question: string;
	readonly dueAt: Instant;
}

/** Null for a link nobody was given. Looking changes nothing: mail programs open links by themselves. */
export const readAsExpert =
	(needs: Pick<InquiryNeeds, 'db' | 'clock' | 'people'>) =>
	async (secret: string): Promise<ExpertView | null> => {
		const found = await needs.db.read('inquiry behind a link', async (tx) => {
			const row = await inquiries(tx).where('link_hash', '=', linkHash(secret)).executeTakeFirst();
			return row && { row, lines: await linesOf(tx, [row.id]) };
		});
		if (!found) return null;
		const { row, lines } = found;
		const standing = standingOf(toInquiry(row), needs.clock.now());
		const unit = (await needs.people.units()).find(({ id }) => id === row.unit_id);
		const name = unit?.name ?? (await needs.people.authority()).name;
		const open = standing === 'open';
		return {
			...{ standing, unit: name, dueAt: fromDate(row.due_at) },
			...{ shown: open ? row.shown : '', question: open ? (lines[0]?.text ?? '') : '' },
		};
	};

/** Takes the one answer of an expert; with it the link ends. */
export const answerAsExpert =
	(needs: InquiryNeeds) =>
	async (secret: string, text: string): Promise<Result<Record<string, never>, SettleFailure>> => {
		const asked = await needs.db.read('inquiry behind a link', (tx) =>
			inquiries(tx).where('link_hash', '=', linkHash(secret)).executeTakeFirst(),
		);
		if (!asked) return fail({ type: 'inquiry.not-found' });
		return needs.act<Record<string, never>, SettleFailure>('answer as an expert', guest, (tx) =>
			takeAnswer(needs, tx, { asked, text, byId: null }),
		);
	};
