import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { switchOnFediverseEndpoint } from '#contract/federation.ts';
import type { OpeningFacts } from '#contract/opening.ts';
import { startNewsdesk } from '#tests/newsdesk.ts';
import { agreedIn } from '#tests/opening.ts';

type Desk = Awaited<ReturnType<typeof startNewsdesk>>;

const JSON_LD = { accept: 'application/activity+json' };

describe('the own Fediverse', () => {
	let desk: Desk;
	beforeEach(async () => {
		desk = await startNewsdesk();
	});
	afterEach(() => desk.office.close());

	const open = (opening?: OpeningFacts) => {
		const wanted = { unitId: desk.unitId, name: 'Fediverse', handle: 'Tiefbauamt' };
		return desk.office.call(switchOnFediverseEndpoint, { ...wanted, ...(opening && { opening }) }, desk.boss);
	};
	const get = async (path: string, headers: Record<string, string> = JSON_LD) => {
		const answer = await fetch(`${desk.office.origin}${path}`, { headers, redirect: 'manual' });
		const text = await answer.text();
		const body: unknown = /json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : text;
		return { status: answer.status, headers: answer.headers, body };
	};
	const finger = (resource: string) => get(`/.well-known/webfinger?resource=${encodeURIComponent(resource)}`, {});

	it('is nobody before it is switched on', async () => {
		expect((await get('/fediverse/haus')).status).toBe(404);
		expect((await finger(`acct:tiefbauamt@${new URL(desk.office.origin).host}`)).status).toBe(404);
	});

	it('gives a unit an actor with keys, found in any case', async () => {
		const agreed = await agreedIn(desk.office);
		for (const [opening, type] of [
			[undefined, 'presence.opening-missing'],
			[{ ...agreed, deputyId: agreed.responsibleId }, 'presence.deputy-is-responsible'],
			[{ ...agreed, deputyId: 'nobody' }, 'presence.person-unknown'],
		] as const)
			expect((await open(opening)).problem).toMatchObject({ type });
		const made = await open(agreed);
		expect(made).toMatchObject({
			status: 200,
			body: { channel: 'activitypub', connected: true, practice: false, opening: 'stated' },
		});
		const { host } = new URL(desk.office.origin);
		expect((await finger(`acct:TIEFBAUAMT@${host}`)).body).toMatchObject({
			subject: `acct:tiefbauamt@${host}`,
			links: [{ rel: 'self', href: `${desk.office.origin}/fediverse/tiefbauamt` }, {}],
		});
		expect((await finger('')).status).toBe(400);
		expect((await finger('tiefbauamt')).status).toBe(400);
		expect((await finger(`acct:nobody@${host}`)).status).toBe(404);
		expect((await finger('acct:tiefbauamt@elsewhere.example')).status).toBe(404);
		const actor = await get('/fediverse/tiefbauamt');
		expect(actor.body).toMatchObject({ type: 'Organization', preferredUsername: 'tiefbauamt', name: 'Tiefbauamt' });
		expect(actor.headers.get('vary')).toContain('accept');
		expect((await get('/fediverse/haus')).body).toMatchObject({ type: 'Application' });
		const page = await get('/fediverse/tiefbauamt', { accept: 'text/html' });
		expect([page.status, page.headers.get('location')]).toEqual([302, `${desk.office.origin}/stelle/tiefbauamt`]);
	});
});
