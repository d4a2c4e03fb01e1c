import { sql } from 'kysely';
import type { z } from 'zod';

import type { checkPostEndpoint } from '#contract/editorial.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { days, type Instant, toDate, toIso } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { aboutPost, surroundingsOf, textAbout } from './context.ts';
import { type Finding, finding, POST_RULES } from './domain/checks/finding.ts';
import { checkPost } from './domain/checks/post.ts';
import { checkText as checkWords, textRules } from './domain/checks/text.ts';
import type { Content } from './domain/post.ts';
import { composeRendition } from './domain/rendition.ts';
import { mediaItems } from './media-store.ts';
import type { EditorialNeeds } from './needs.ts';
import { findPost, type NotFound } from './store.ts';
import { editorial } from './tables.ts';

type Input = z.output<typeof checkPostEndpoint.input>;
type Answer = z.input<typeof checkPostEndpoint.output>;

/** Texts this much alike are shown to the author; the law of large numbers is not asked. */
const ALIKE = 0.45;
const LOOK_BACK_MS = days(14);

/** Looks at a post as it stands in somebody's fields, saved or not, and shows how each rendition comes out. */
export const checkDraft =
	(needs: EditorialNeeds) =>
	async (input: Input, actor: Actor): Promise<Result<Answer, NotFound>> => {
		const seen = await needs.db.read('post to check', async (tx) => {
			const post = await findPost(tx, input.postId);
			const items = await mediaItems(
				tx,
				input.media.map(({ mediaId }) => mediaId),
			);
			const alike = post ? await similarPosts(tx, input, { unitId: post.unitId, now: needs.clock.now() }) : [];
			return { post, items, alike };
		});
		const { post } = seen;
		if (post === null || !may(actor, 'post.read', post.unitId)) return fail({ type: 'post.not-found' });
		const around = await surroundingsOf(needs, post.unitId);
		const { kind = post.content.kind, details = post.content.details } = input;
		const content: Content = { ...post.content, ...input, kind, details };
		const about = aboutPost({ ...post, content }, around, seen.items);
		const renditions = content.renditions.map((rendition) => {
			const outlet = around.outlets.find(({ id }) => id === rendition.presenceId);
			const { text, measure, shortened } = composeRendition(content, rendition, { outlet, link: about.link });
			const figures = { length: measure?.length ?? null, most: measure?.most ?? null, over: measure?.over ?? false };
			return { presenceId: rendition.presenceId, text, shortened, ...figures };
		});
		const findings = [...checkPost(content, about), ...seen.alike].map(toView);
		return ok({ findings, rules: textRules.length + POST_RULES.length, renditions });
	};

const toView = (one: Finding): Answer['findings'][number] => ({
	...one,
	range: one.range === null ? null : [...one.range],
	values: { ...one.values },
});

interface Near {
	readonly unitId: string;
	readonly now: Instant;
}

/** Posts of the last two weeks that say much the same. */
const similarPosts = async (tx: Tx, input: Input, { now }: Near): Promise<readonly Finding[]> => {
	const words = `${input.title} ${input.text}`.trim();
	if (words.length < 40) return [];
	const { rows } = await sql<{ id: string; title: string; published_at: Date }>`
		select id, title, published_at from (
			select id, title, text, published_at from editorial_post
			where published_at > ${toDate((now - LOOK_BACK_MS) as Instant)} and id <> ${input.postId} and state = 'published'
			order by published_at desc limit 500
		) recent
		where similarity(title || ' ' || text, ${words}) > ${ALIKE}
		order by similarity(title || ' ' || text, ${words}) desc limit 1`.execute(editorial(tx));
	return rows.map(({ id, title, published_at }) =>
		finding({
			rule: 'similar-post',
			severity: 'hint',
			field: 'text',
			values: { post: id, title, at: toIso(published_at.getTime() as Instant) },
		}),
	);
};

interface ReplyText {
	readonly text: string;
	readonly presenceId: string | null;
	readonly language: string;
}

/** What blocks a reply of the dialogue desk: personal data in the open, whatever the network. */
export const checkReply =
	(needs: Pick<EditorialNeeds, 'people' | 'clock' | 'origin'>) =>
	async ({ text }: ReplyText): Promise<readonly { readonly id: string; readonly found: string | null }[]> =>
		checkWords(text, await textAbout(needs))
			.filter(({ severity }) => severity === 'block')
			.map(({ rule, found }) => ({ id: rule, found }));
