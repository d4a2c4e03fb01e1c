import { randomBytes } from 'node:crypto';

import { invitePersonEndpoint } from '#contract/people.ts';
import { acceptInvitationEndpoint } from '#contract/sign-in.ts';
import type { FilmList } from '#kernel/film-list.ts';
import type { Actor } from '#kernel/permission.ts';
import type { PostKind } from '#kernel/post-kind.ts';
import type { ReplyControl } from '#kernel/reply-control.ts';
import type { Failure, Result } from '#kernel/result.ts';

import type { OpenOffice } from '../src/office.ts';

export const value = <T, E extends Failure>(result: Result<T, E>): T => {
	if (!result.ok) throw new Error(result.error.type);
	return result.value;
};

export interface Desk {
	readonly office: OpenOffice;
	readonly origin: string;
	readonly author: Actor;
	readonly approver: Actor;
	/** Manages presences. */
	readonly admin: Actor;
	readonly unitId: string;
}

/** An authority with one unit, its newsroom, an author and an approver. */
export const prepareDesk = async (office: OpenOffice, origin: string, actors: Map<string, Actor>): Promise<Desk> => {
	const { people } = office;
	const admin = { name: 'Bench Admin', mail: 'bench@musterstadt.example', password: randomBytes(16).toString('hex') };
	const units = [{ name: 'Musterstadt', short: 'MU' }];
	const made = value(await people.setUpFromAnswers({ authority: await people.authority(), admin, units }));
	const unitId = (await people.units())[0]?.id ?? '';
	const as = (id: string, role: 'admin' | 'author' | 'approver'): Actor => {
		const actor: Actor = { kind: 'person', id, name: role, elevated: true, grants: [{ role, units: 'all' }] };
		actors.set(id, actor);
		return actor;
	};
	const post = async (path: string, body: object, actor?: Actor) => {
		const headers = { 'content-type': 'application/json', ...(actor ? { 'x-bench': actor.id } : {}) };
		const answer = await fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
		if (!answer.ok) throw new Error(await answer.text());
		return (await answer.json()) as Record<string, string>;
	};
	const boss = as(made.id, 'admin');
	const invitation = {
		name: 'Lena Muster',
		mail: 'lena@musterstadt.example',
		roles: [{ role: 'approver', unitId }],
		by: 'link',
	};
	const lena = await post(invitePersonEndpoint.path, invitation, boss);
	const token = lena['link']?.split('#')[1] ?? '';
	await post(acceptInvitationEndpoint.path, { token, password: 'noch ein langes Passwort' });
	const staff = { author: as('author', 'author'), approver: as(lena['id'] ?? '', 'approver'), admin: boss };
	return { office, origin, ...staff, unitId };
};

interface Wanted {
	readonly title: string;
	readonly text: string;
	readonly kind?: PostKind;
	/** Who may answer, per presence. */
	readonly replyControls?: Readonly<Record<string, ReplyControl>>;
	/** Where it goes; without them everywhere. */
	readonly presences?: readonly string[];
	/** Ids of the library. */
	readonly media?: readonly string[];
	/** Where a film is put, per presence. */
	readonly lists?: Readonly<Record<string, FilmList>>;
}

/** What nobody has changed before. */
const first = <T>(value: T) => ({ base: 0, value });
const firstOf = <T>(values: Readonly<Record<string, T>>) =>
	Object.fromEntries(Object.entries(values).map(([key, value]) => [key, first(value)]));

/** A post that is written and approved and waits for its go. */
export const approvedPost = async (
	{ office, author, approver, unitId }: Desk,
	{ title, text, kind, replyControls, presences, media, lists }: Wanted,
): Promise<string> => {
	const { editorial } = office;
	const { id } = value(await editorial.createDraft({ unitId, title, text, language: 'de' }, author));
	const changes = {
		...(kind === undefined ? {} : { kind: first(kind) }),
		...(presences === undefined ? {} : { presences: first(presences) }),
		...(media === undefined ? {} : { media: first(media) }),
		...(replyControls === undefined ? {} : { replyControls: firstOf(replyControls) }),
		...(lists === undefined ? {} : { renditionLists: firstOf(lists) }),
	};
	if (Object.keys(changes).length > 0) value(await editorial.saveDraft({ id, changes }, author));
	const { contentHash } = value(await editorial.askForApproval({ id }, author));
	value(await editorial.approvePost({ id, contentHash: contentHash ?? '' }, approver));
	return id;
};
