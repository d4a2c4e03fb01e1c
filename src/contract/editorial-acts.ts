import { z } from 'zod';

import { CorrectionName, Id, PostStateName } from './editorial.ts';
import { endpoint, IdText, Moment } from './endpoint.ts';
import { AltText } from './pictures.ts';
import { WallShape } from './post-details.ts';

export const Hash = z.string().regex(/^[0-9a-f]{64}$/);
export const Reason = z.string().trim().min(3).max(1000);
export const Settled = z.object({
	id: IdText,
	state: PostStateName,
	correction: CorrectionName.nullable(),
	dueAt: Moment.nullable(),
});
const LeftCopies = z.array(z.object({ presenceId: IdText, url: z.string().nullable() }));
const WantedShape = WallShape.extend({ acceptMissing: z.boolean().optional() });

/** Acts on one post that answer where it stands now. */
const act = <I extends z.ZodObject>(
	path: `/api/posts/:id/${string}`,
	allow: 'post.read' | 'post.write' | 'post.schedule',
	shape: { summary: string; input: I },
) => endpoint({ method: 'POST', path, allow, summary: shape.summary, input: shape.input, output: Settled });

export const askForApprovalEndpoint = act('/api/posts/:id/ask', 'post.write', {
	summary: 'Asks those who may approve.',
	input: Id,
});
export const approvePostEndpoint = act('/api/posts/:id/approve', 'post.read', {
	summary: 'Approves exactly the content with this hash, in the step that asks this person.',
	input: Id.extend({ contentHash: Hash }),
});
export const sendBackEndpoint = act('/api/posts/:id/send-back', 'post.read', {
	summary: 'Sends a post back to its author with a reason.',
	input: Id.extend({ reason: Reason }),
});
export const publishPostEndpoint = act('/api/posts/:id/publish', 'post.schedule', {
	summary: 'Sends an approved post out in a minute; until then it can be called back.',
	input: Id,
});
export const schedulePostEndpoint = act('/api/posts/:id/schedule', 'post.schedule', {
	summary: 'Sends an approved post out at a wall time in a zone.',
	input: Id.extend(WantedShape.shape),
});
export const reschedulePostEndpoint = act('/api/posts/:id/reschedule', 'post.schedule', {
	summary: 'Moves a scheduled post to another time.',
	input: Id.extend(WantedShape.shape),
});
export const correctPostEndpoint = act('/api/posts/:id/correct', 'post.write', {
	summary: 'Opens a published post for correction.',
	input: Id.extend({ reason: Reason }),
});
export const dropCorrectionEndpoint = act('/api/posts/:id/drop-correction', 'post.write', {
	summary: 'Gives a correction up.',
	input: Id,
});

export const recallPostEndpoint = endpoint({
	method: 'POST',
	path: '/api/posts/:id/recall',
	allow: 'post.withdraw',
	summary: 'Calls back what has not left yet.',
	input: Id,
	output: Settled.extend({ recalled: z.number(), tooLate: z.array(IdText) }),
});
export const publishCorrectionEndpoint = endpoint({
	method: 'POST',
	path: '/api/posts/:id/publish-correction',
	allow: 'post.schedule',
	summary: 'Sends an approved correction to every copy that can be changed; names those that cannot.',
	input: Id,
	output: Settled.extend({ left: LeftCopies }),
});
export const withdrawPostEndpoint = endpoint({
	method: 'POST',
	path: '/api/posts/:id/withdraw',
	allow: 'post.withdraw',
	summary: 'Takes a post back from everywhere that allows it; names the copies that stay.',
	input: Id.extend({ note: Reason }),
	output: Settled.extend({ left: LeftCopies }),
});
export const duplicatePostEndpoint = endpoint({
	method: 'POST',
	path: '/api/posts/:id/duplicate',
	allow: 'post.write',
	creates: true,
	summary: 'Begins a new draft with the words and pictures of a post.',
	input: Id,
	output: Id,
});

const MediaOfPost = Id.extend({ mediaId: IdText });
export const addMediaEndpoint = act('/api/posts/:id/media', 'post.write', {
	summary: 'Puts an uploaded picture to a draft.',
	input: MediaOfPost,
});
export const describeMediaEndpoint = endpoint({
	method: 'PUT',
	path: '/api/posts/:id/media/:mediaId',
	allow: 'post.write',
	summary: 'Says what is to be seen on a picture.',
	input: MediaOfPost.extend({ base: z.number().int().min(0), alt: AltText }),
	output: Settled,
});
export const removeMediaEndpoint = endpoint({
	method: 'DELETE',
	path: '/api/posts/:id/media/:mediaId',
	allow: 'post.write',
	summary: 'Takes a picture from a draft.',
	input: MediaOfPost,
	output: Settled,
});
