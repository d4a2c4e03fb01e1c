import type { z } from 'zod';

import type { checkPostEndpoint } from '#contract/editorial-check.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';

import { linkFindings } from './ask-links.ts';
import { besideOthers } from './compare-posts.ts';
import { aboutPost, surroundingsOf } from './context.ts';
import { checkCatalogue } from './domain/checks/catalogue.ts';
import type { Finding } from './domain/checks/finding.ts';
import { asSet, checkPost } from './domain/checks/post.ts';
import type { Content } from './domain/post.ts';
import { type Composed, composeRendition } from './domain/rendition.ts';
import { mediaWithPosters } from './media-store.ts';
import type { EditorialNeeds } from './needs.ts';
import { findPost, type NotFound } from './store.ts';
import { waiversOf, withWaivers } from './waivers.ts';

type Input = z.output<typeof checkPostEndpoint.input>;
type Answer = z.input<typeof checkPostEndpoint.output>;

/** Looks at a post as it stands in somebody's fields, saved or not, and shows how each rendition comes out. */
export const checkDraft =
	(needs: EditorialNeeds) =>
	async (input: Input, actor: Actor): Promise<Result<Answer, NotFound>> => {
		const post = await needs.db.read('post to check', (tx) => findPost(tx, input.postId));
		if (post === null || !may(actor, 'post.read', post.unitId)) return fail({ type: 'post.not-found' });
		const around = await surroundingsOf(needs, post.unitId);
		const { zone } = await needs.people.authority();
		const { kind = post.content.kind, details = post.content.details, translations = [] } = input;
		const { warning = null, document = null } = input;
		const content: Content = { ...post.content, ...input, kind, details, translations, warning, document };
		const { outlets } = around;
		const settings = around.rules.checks;
		const at = post.dueAt ?? needs.clock.now();
		const seen = await needs.db.read('what a draft is checked against', async (tx) => ({
			items: await mediaWithPosters(
				tx,
				input.media.map(({ mediaId }) => mediaId),
			),
			others: await besideOthers(tx, { postId: post.id, content, at, zone, outlets, settings }),
			links: await linkFindings(tx, content),
			waivers: await waiversOf(tx, post.id),
		}));
		const about = aboutPost({ ...post, content }, around, seen.items);
		const renditions = content.renditions.map((rendition) => {
			const outlet = outlets.find(({ id }) => id === rendition.presenceId);
			const { text, measure, shortened, parts } = composeRendition(content, rendition, { outlet, link: about.link });
			const follow = { ...rendition, text: null };
			const house =
				rendition.text === null ? text : composeRendition(content, follow, { outlet, link: about.link }).text;
			const figures = { length: measure?.length ?? null, most: measure?.most ?? null, over: measure?.over ?? false };
			return { presenceId: rendition.presenceId, text, house, shortened, ...figures, ...partsShown(parts) };
		});
		const names = await needs.people.names([...new Set(seen.waivers.map(({ byId }) => byId))]);
		const found = [...checkPost(content, about), ...asSet([...seen.others, ...seen.links], content, about)];
		const findings = withWaivers(found, seen.waivers, (id) => names.get(id) ?? '').map(toView);
		return ok({ findings, rules: checkCatalogue.length, renditions });
	};

const partsShown = (parts: Composed['parts']): Pick<Answer['renditions'][number], 'parts'> =>
	parts === undefined
		? {}
		: {
				parts: parts.map(({ text, measure, media }) => {
					const { length = 0, most = 0, over = false } = measure ?? {};
					return { text, length, most, over, media: [...media] };
				}),
			};

const toView = (one: Finding): Answer['findings'][number] => ({
	...one,
	range: one.range === null ? null : [...one.range],
	values: { ...one.values },
	waivableBy: [...one.waivableBy],
});
