import type { z } from 'zod';

import type { PostShape, readRevisionEndpoint } from '#contract/editorial.ts';
import type { Shape } from '#kernel/crop.ts';
import { takesFilmsOnly } from '#kernel/film.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { type Instant, toIso } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { approvalAround, askedIn, deciderOf, standsIn } from './approval-around.ts';
import { askedOf } from './approvals.ts';
import { copyLinkFor, linkFor } from './context.ts';
import { type DocumentFile, findDocument } from './documents/store.ts';
import { mayApprove, standingOf } from './domain/approval.ts';
import type { Post } from './domain/post.ts';
import { type MediaItem, mediaItems, toMediaView } from './media-store.ts';
import type { EditorialNeeds, PresenceSeen } from './needs.ts';
import { findPost, frozenOf, type NotFound } from './store.ts';
import { editorial } from './tables.ts';
import { verdictOn } from './verdict.ts';

type View = z.input<typeof PostShape>;
type Needs = Pick<EditorialNeeds, 'db' | 'people' | 'channels' | 'origin' | 'clock' | 'openingOf'>;
const MOST_STEPS = 200;

/** Everything the desk shows of one post, in one reading. */
export const readPost =
	(needs: Needs) =>
	async ({ id }: { readonly id: string }, actor: Actor): Promise<Result<View, NotFound>> => {
		const seen = await needs.db.read('post', (tx) => everythingOf(tx, id));
		if (seen === null || !may(actor, 'post.read', seen.post.unitId)) return fail({ type: 'post.not-found' });
		const { post } = seen;
		const outlets = (await needs.channels.presencesFor(post.unitId)).map(toOutletView);
		const { holders } = await approvalAround(needs, post.unitId);
		const open = standingOf(seen.asked).find(({ state }) => state === 'open');
		const approvers = open ? askedIn(open.step.deciders, { holders, wrote: seen.asked.plan.wrote }) : [];
		const named = await nameAll(needs, seen);
		return ok({
			...coreOf(post, named(post.authorId)),
			...contentOf(post, seen.items),
			document: documentOf(post, seen.document),
			link: linkFor(needs.origin, post),
			copyLink: copyLinkFor(needs.origin, post),
			publishedHash: seen.frozen.publishedHash,
			outlets,
			editors: post.editors.map(named),
			frozen: seen.frozen.frozen as View['frozen'], // NOTE: kept by us in this very shape.
			published: seen.frozen.published as View['published'], // NOTE: as above.
			verdict: seen.verdict,
			approvers: approvers.map((one) => ({
				id: one.personId,
				name: one.name,
				standsIn: standsIn(one, open?.step.deciders.roles),
			})),
			...historyOf(seen, named),
			may: mayOf(actor, seen, needs.clock.now()),
		});
	};

const everythingOf = async (tx: Tx, id: string) => {
	const post = await findPost(tx, id);
	if (post === null) return null;
	const of = { approvals: 'editorial_approval', steps: 'editorial_step', revisions: 'editorial_revision' } as const;
	return {
		post,
		asked: await askedOf(tx, post),
		frozen: await frozenOf(tx, id),
		verdict: await verdictOn(tx, id, post.contentHash),
		items: await mediaItems(
			tx,
			post.content.media.map(({ mediaId }) => mediaId),
		),
		document: await findDocument(tx, post.content.document?.documentId),
		approvals: await editorial(tx)
			.selectFrom(of.approvals)
			.selectAll()
			.where('post_id', '=', id)
			.orderBy('at')
			.execute(),
		steps: await editorial(tx)
			.selectFrom(of.steps)
			.selectAll()
			.where('post_id', '=', id)
			.orderBy('position', 'desc')
			.limit(MOST_STEPS)
			.execute(),
		revisions: await editorial(tx)
			.selectFrom(of.revisions)
			.select(['number', 'at', 'by_id', 'fields'])
			.where('post_id', '=', id)
			.orderBy('number', 'desc')
			.limit(MOST_STEPS)
			.execute(),
	};
};
type Everything = NonNullable<Awaited<ReturnType<typeof everythingOf>>>;
type Named = (id: string) => { id: string; name: string };

const nameAll = async ({ people }: Needs, { post, approvals, steps, revisions }: Everything): Promise<Named> => {
	const ids = [
		post.authorId,
		...post.editors,
		...approvals.map(({ person_id }) => person_id),
		...[...steps, ...revisions].map(({ by_id }) => by_id),
	];
	const names = await people.names([...new Set(ids)]);
	return (id) => ({ id, name: names.get(id) ?? '' });
};

const iso = (at: Instant | null): string | null => (at === null ? null : toIso(at));

const coreOf = (post: Post, author: { id: string; name: string }) => ({
	id: post.id,
	unitId: post.unitId,
	state: post.state,
	correction: post.correction,
	correctionReason: post.correctionReason,
	author,
	revision: post.revision,
	versions: { ...post.versions },
	wall: post.wall,
	contentHash: post.contentHash,
	dueAt: iso(post.dueAt),
	askedAt: iso(post.askedAt),
	publishedAt: iso(post.publishedAt),
	changedAt: toIso(post.changedAt),
	withdrawnAt: iso(post.withdrawnAt),
	withdrawnNote: post.withdrawnNote,
});

const contentOf = ({ content }: Post, items: readonly MediaItem[]) => ({
	title: content.title,
	text: content.text,
	kind: content.kind,
	topic: content.topic,
	language: content.language,
	details: content.details,
	translations: [...(content.translations ?? [])],
	warning: content.warning ?? null,
	quotes: content.quotes ?? null,
	renditions: content.renditions.map((one) => ({ ...one })),
	media: content.media.flatMap(({ mediaId, alt }) => {
		const item = items.find(({ id }) => id === mediaId);
		return item ? [{ ...toMediaView(item), alt: { ...alt }, library: toLibraryView(item) }] : [];
	}),
});

const documentOf = ({ content: { document } }: Post, file: DocumentFile | null): View['document'] =>
	document && file ? { documentId: file.id, title: document.title, name: file.name, bytes: file.bytes } : null;

/** What a post shows of a picture's place in the library. */
export const toLibraryView = ({ facts: { alt, focus, crops, licence, author } }: MediaItem) => ({
	alt: { ...alt },
	focus: { ...focus },
	crops: crops as Record<string, Shape>, // NOTE: parsed by the contract when it was saved; no entry is undefined.
	licence,
	author,
});

const toOutletView = ({ capabilities, ...presence }: PresenceSeen): View['outlets'][number] => ({
	id: presence.id,
	channel: presence.channel,
	name: presence.name,
	handle: presence.handle,
	state: presence.state,
	practice: presence.practice,
	terms: presence.terms && { ...presence.terms },
	text: capabilities?.text ?? null,
	altMost: capabilities?.media.altMost ?? null,
	polls: capabilities?.polls !== undefined,
	threads: capabilities?.threads === true,
	warnings: capabilities?.warnings ?? null,
	quotable: [...(capabilities?.quotes ?? [])],
	quotes: presence.quotes,
	replyControls: [...(capabilities?.replyControls ?? [])],
	lists: capabilities?.lists === true,
	film: capabilities?.film ?? null,
	documents: capabilities?.documents ? { ...capabilities.documents } : null,
	filmsOnly: capabilities !== null && takesFilmsOnly(capabilities),
	mayEdit: capabilities?.edit ?? false,
	mayWithdraw: capabilities?.withdraw ?? false,
});

const historyOf = ({ approvals, steps, revisions }: Everything, named: Named) => ({
	approvals: approvals.map((row) => ({
		person: row.guest_name === null ? named(row.person_id) : { id: row.person_id, name: row.guest_name },
		contentHash: row.content_hash,
		at: row.at.toISOString(),
		voidAt: row.void_at?.toISOString() ?? null,
		voidReason: row.void_reason,
	})),
	steps: steps.map((row) => ({
		id: row.id,
		at: row.at.toISOString(),
		by: named(row.by_id),
		what: row.what,
		detail: row.detail as unknown as Record<string, unknown>, // NOTE: jsonb comes back as the object it holds.
	})),
	revisions: revisions.map((row) => ({
		number: row.number,
		at: row.at.toISOString(),
		by: named(row.by_id),
		fields: row.fields,
	})),
});

const mayOf = (actor: Actor, { post, asked }: Everything, now: Instant): View['may'] => {
	const { unitId, contentHash } = post;
	const by = deciderOf(actor, unitId);
	return {
		write: may(actor, 'post.write', unitId),
		approve: actor.kind === 'person' && contentHash !== null && mayApprove(asked, { by, hash: contentHash, now }).ok,
		schedule: may(actor, 'post.schedule', unitId),
		withdraw: may(actor, 'post.withdraw', unitId),
	};
};

type RevisionView = z.input<typeof readRevisionEndpoint.output>;

/** One entry of the history with the one before it, to compare. */
export const readRevision =
	(needs: Pick<EditorialNeeds, 'db'>) =>
	async (
		{ id, number }: { readonly id: string; readonly number: number },
		actor: Actor,
	): Promise<Result<RevisionView, NotFound>> => {
		const found = await needs.db.read('revision', async (tx) => {
			const post = await findPost(tx, id);
			if (post === null || !may(actor, 'post.read', post.unitId)) return [];
			return editorial(tx)
				.selectFrom('editorial_revision')
				.select(['number', 'content'])
				.where('post_id', '=', id)
				.where('number', '<=', number)
				.orderBy('number', 'desc')
				.limit(2)
				.execute();
		});
		const [now, before] = found;
		if (now === undefined || now.number !== number) return fail({ type: 'post.not-found' });
		const content = now.content as unknown as RevisionView['content']; // NOTE: written by keepRevision in this shape.
		return ok({ content, before: (before?.content ?? null) as unknown as RevisionView['before'] });
	};
