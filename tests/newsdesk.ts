import sharp from 'sharp';
import { createPostEndpoint, readPostEndpoint, savePostEndpoint } from '#contract/editorial.ts';
import { approvePostEndpoint, askForApprovalEndpoint, publishPostEndpoint } from '#contract/editorial-acts.ts';
import { changeLibraryItemEndpoint } from '#contract/library.ts';
import { createUnitEndpoint, invitePersonEndpoint } from '#contract/people.ts';
import { acceptInvitationEndpoint } from '#contract/sign-in.ts';
import { type Actor, system } from '#kernel/permission.ts';
import { ok } from '#kernel/result.ts';

import { actorWith, startTestOffice, type TestOffice } from './office.ts';
import { admin, musterstadt, visitor } from './visitor.ts';

const must = <T>(answer: { readonly status: number; readonly body: T }): T => {
	if (answer.status !== 200) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
	return answer.body;
};

/** Invites a person into a unit and lets them in; the actor speaks for them in calls. */
const employ = async (office: TestOffice, boss: Actor, { name, role, unitId }: Employed): Promise<Actor> => {
	const mail = `${name.split(' ')[0]?.toLowerCase()}@musterstadt.example`;
	const ofAuthority = role === 'privacy' || role === 'crisis';
	const roles = [{ role, unitId: ofAuthority ? null : unitId }];
	const input = { name, mail, roles, by: 'link' as const };
	const { id, link } = must(await office.call(invitePersonEndpoint, input, boss));
	await visitor(office).call(acceptInvitationEndpoint, {
		token: link?.split('#')[1] ?? '',
		password: 'noch ein langes Passwort',
	});
	return { ...actorWith(role, ofAuthority ? 'all' : [unitId], id), name };
};
interface Employed {
	readonly name: string;
	readonly role: 'author' | 'approver' | 'agent' | 'lead' | 'privacy' | 'crisis';
	readonly unitId: string;
}

const bring = async (address: string, file: Uint8Array | Blob, actor: Actor) => {
	const headers = { 'x-actor': actor.id, 'content-type': 'application/octet-stream' };
	const body = file instanceof Blob ? file : Buffer.from(file);
	const answer = await fetch(address, { method: 'POST', headers, body });
	return { status: answer.status, body: (await answer.json()) as { id: string; type?: string; width: number } };
};

/** An office with one unit, two authors, an approver, a newsroom and both practice networks. */
export const startNewsdesk = async (
	at = '2026-03-02T08:00:00Z',
	name?: string,
	more: { readonly desk?: boolean; readonly streams?: boolean; readonly scanner?: string } = {},
) => {
	const office = await startTestOffice({ at, ...more, ...(name === undefined ? {} : { name }) });
	const { people, channels, corridor } = office.office;
	const made = await people.setUpFromAnswers({ authority: musterstadt, admin, units: [] });
	if (!made.ok) throw new Error(made.error.type);
	const boss = actorWith('admin', 'all', made.value.id);
	const { id: unitId } = must(
		await office.call(createUnitEndpoint, { name: 'Tiefbauamt', short: 'TBA', parentId: null }, boss),
	);
	const anna = await employ(office, boss, { name: 'Anna Probe', role: 'author', unitId });
	const ben = await employ(office, boss, { name: 'Ben Beispiel', role: 'author', unitId });
	const jana = await employ(office, boss, { name: 'Lena Muster', role: 'approver', unitId });
	await corridor.db.transact('open newsroom', async (tx) => ok(await channels.ensureNewsroom(tx, unitId, 'Newsroom')));
	const connected = await channels.connectPractice(system('test'), { unitId, name: 'Musterstadt' });
	if (!connected.ok) throw new Error(connected.error.type);

	const desk = {
		office,
		boss,
		unitId,
		anna,
		ben,
		jana,
		/** One more colleague. */
		employ: (name: string, role: Employed['role']) => employ(office, boss, { name, role, unitId }),
		/** A draft of Anna's that nothing stands in the way of. */
		async draft(
			title = 'Mühlkanalbrücke gesperrt',
			text = 'Die Brücke ist ab Montag gesperrt. Bitte fahren Sie über den Ring.',
		) {
			const { id } = must(await office.call(createPostEndpoint, { unitId, title, text }, anna));
			return id;
		},
		read: async (id: string, actor = anna) => must(await office.call(readPostEndpoint, { id }, actor)),
		async ask(id: string) {
			must(await office.call(askForApprovalEndpoint, { id }, anna));
			return (await desk.read(id)).contentHash ?? '';
		},
		async approve(id: string) {
			const contentHash = await desk.ask(id);
			must(await office.call(approvePostEndpoint, { id, contentHash }, jana));
			return contentHash;
		},
		/** Written, approved and out on every presence. */
		async publish(id: string) {
			await desk.approve(id);
			const { dueAt } = must(await office.call(publishPostEndpoint, { id }, anna));
			await office.at(dueAt ?? '');
			await office.settle();
		},
		async write(id: string, text: string, actor = anna) {
			const base = (await desk.read(id)).versions['text']?.v ?? 0;
			return office.call(savePostEndpoint, { id, text: { base, value: text } }, actor);
		},
		async upload(file: Uint8Array | Blob, name = 'bild.jpg', actor = anna) {
			await office.call(readPostEndpoint, { id: 'x' }, actor);
			const address = `${office.origin}/api/media?unitId=${unitId}&name=${encodeURIComponent(name)}`;
			return bring(address, file, actor);
		},
		picture: (width = 800, height = 600) =>
			sharp({ create: { width, height, channels: 3, background: '#3366aa' } })
				.jpeg()
				.toBuffer(),
		close: () => office.close(),
	};
	return desk;
};

export type Newsdesk = Awaited<ReturnType<typeof startNewsdesk>>;

/** Says of a picture what lets it go out: our own, nobody to be seen. */
export const settleRights = async ({ office, anna }: Newsdesk, id: string): Promise<void> => {
	const facts = { licence: 'own', consent: 'nobody' } as const;
	must(await office.call(changeLibraryItemEndpoint, { id, base: 0, facts }, anna));
};
