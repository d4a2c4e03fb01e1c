import type { Answer, Asked } from '../server.ts';
import { accountEntity } from './entities.ts';
import { refuse, unknownField } from './rules.ts';
import { type Account, acctOf } from './state.ts';
import { findStatus, nextId, type World } from './world.ts';

const REPORT_FIELDS = ['account_id', 'status_ids', 'comment', 'forward', 'category', 'rule_ids'];
const CATEGORIES = ['spam', 'legal', 'violation', 'other'];
const COMMENT_MOST = 1000;

/** SPEC: POST /api/v1/accounts/:id/block and /unblock answer how the two stand to each other. */
export const setBlock = (world: World, account: Account, { id, on }: { id: string; on: boolean }): Answer => {
	const { state } = world.memory;
	const other = state.accounts.find((one) => one.id === id);
	if (other === undefined) return refuse(404, 'Record not found');
	state.blocks = state.blocks.filter(({ by, who }) => by !== account.id || who !== id);
	if (on) state.blocks.push({ by: account.id, who: id });
	return { status: 200, json: relationship(id, on) };
};

/** SPEC: the Relationship entity. */
const relationship = (id: string, blocking: boolean) => ({
	...{ id, following: false, showing_reblogs: false, notifying: false, followed_by: false, blocking },
	...{ blocked_by: false, muting: false, muting_notifications: false, requested: false, requested_by: false },
	...{ domain_blocking: false, endorsed: false, note: '', languages: null, muting_expires_at: null },
});

/** SPEC: POST /api/v1/reports. */
export const takeReport = (world: World, account: Account, { fields }: Asked): Answer => {
	const { account_id: about, status_ids: ids = [], comment = '', category = 'other', forward = false } = fields ?? {};
	const odd = unknownField(fields ?? {}, REPORT_FIELDS);
	if (odd !== undefined) return refuse(422, `Unknown parameter ${odd}`);
	const other = world.memory.state.accounts.find((one) => one.id === about);
	if (other === undefined) return refuse(404, 'Record not found');
	// SPEC: mastodon/app/services/report_service finds only what the reported account said.
	if (!Array.isArray(ids) || ids.some((one) => findStatus(world, String(one))?.accountId !== other.id))
		return refuse(404, 'Record not found');
	if (typeof comment !== 'string' || comment.length > COMMENT_MOST)
		return refuse(422, 'Validation failed: Comment is too long (maximum is 1000 characters)');
	if (!CATEGORIES.includes(String(category)))
		return refuse(422, 'Validation failed: Category is not included in the list');
	const at = world.clock.now();
	for (const post of ids)
		world.memory.state.reports.push({ post: String(post), reason: comment, by: acctOf(account), at });
	return {
		status: 200,
		json: {
			...{ id: nextId(world), action_taken: false, action_taken_at: null, category, comment },
			...{ forwarded: forward === true, created_at: new Date(at).toISOString(), status_ids: ids, rule_ids: null },
			target_account: accountEntity(other, world.addresses),
		},
	};
};
