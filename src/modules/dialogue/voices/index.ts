import type { z } from 'zod';

import {
	closeVoicesEndpoint,
	decideVoiceEndpoint,
	postVoicesEndpoint,
	saveVoiceRuleEndpoint,
	voiceRuleEndpoint,
	voicesEndpoint,
} from '#contract/voices.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Problems } from '#platform/http/problem.ts';

import type { DialogueNeeds } from '../needs.ts';
import { type DecideVoiceFailure, decideAboutVoice } from './decide.ts';
import { type ListVoicesFailure, listVoices } from './list.ts';
import {
	type CloseVoicesFailure,
	closeVoices,
	modeAt,
	readVoiceRule,
	saveVoiceRule,
	type VoiceRuleFailure,
} from './rule.ts';

const deciding: Problems<DecideVoiceFailure> = {
	'access.denied': 403,
	'voice.not-found': 404,
	'post.not-found': 404,
	'voice.not-public': 422,
	'voice.changed-meanwhile': 409,
	'voice.reason-missing': 422,
};
const listing: Problems<ListVoicesFailure> = { 'access.denied': 403, 'post.not-found': 404 };
const closing: Problems<CloseVoicesFailure> = { 'access.denied': 403, 'post.not-found': 404 };
const saving: Problems<VoiceRuleFailure> = { 'access.denied': 403, 'voice.rule-changed-meanwhile': 409 };

/** Whether the page of a post shows voices, and whether the reader may change that for this post. */
const stateOf =
	(needs: DialogueNeeds) =>
	async (id: string, actor: Actor): Promise<Result<z.output<typeof postVoicesEndpoint.output>, ListVoicesFailure>> => {
		const post = (await needs.editorial.posts([id])).get(id);
		if (!post) return fail({ type: 'post.not-found' });
		if (!may(actor, 'post.read', post.unitId)) return fail({ type: 'access.denied' });
		const { mode, closed } = await modeAt(needs, { postId: id, unitId: post.unitId });
		return ok({ mode, closed, mayClose: may(actor, 'post.write', post.unitId) });
	};

export const mountVoices = (mount: Mount, needs: DialogueNeeds): void => {
	const [list, state, close] = [listVoices(needs), stateOf(needs), closeVoices(needs)];
	const [decide, read, save] = [decideAboutVoice(needs), readVoiceRule(needs), saveVoiceRule(needs)];
	mount(voicesEndpoint, { problems: listing, handle: (query, { actor }) => list(query, actor) });
	mount(postVoicesEndpoint, { problems: listing, handle: ({ id }, { actor }) => state(id, actor) });
	mount(closeVoicesEndpoint, { problems: closing, handle: (input, { actor }) => close(input, actor) });
	mount(decideVoiceEndpoint, { problems: deciding, handle: (input, { actor }) => decide(input, actor) });
	mount(voiceRuleEndpoint, {
		problems: { 'access.denied': 403 },
		handle: ({ unit }, { actor }) => read(unit, actor),
	});
	mount(saveVoiceRuleEndpoint, { problems: saving, handle: (input, { actor }) => save(input, actor) });
};
