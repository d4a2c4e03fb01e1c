import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';

import { readPostEndpoint } from '#contract/editorial.ts';
import { askForApprovalEndpoint, schedulePostEndpoint } from '#contract/editorial-acts.ts';
import { checkPostEndpoint } from '#contract/editorial-check.ts';
import { waiveFindingEndpoint, waiversTallyEndpoint } from '#contract/editorial-checks.ts';
import {
	type ChecksShape,
	changeChecksEndpoint,
	changeProfileEndpoint,
	type ProfileShape,
	policyVersionEndpoint,
	policyVersionsEndpoint,
	rulesEndpoint,
} from '#contract/policy.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

type Checks = z.output<typeof ChecksShape>;
type Profile = z.output<typeof ProfileShape>;

let desk: Newsdesk;
const central = actorWith('central', 'all');
beforeAll(async () => {
	desk = await startNewsdesk();
});
afterAll(() => desk.close());

const rules = async () => (await desk.office.call(rulesEndpoint, {}, central)).body;
const change = async (made: (before: Checks) => Checks, actor = central) => {
	const { checks } = await rules();
	const document = made(checks.document);
	return desk.office.call(changeChecksEndpoint, { base: checks.number, note: 'Probe der Regeln', document }, actor);
};
const changeCity = async (made: Partial<Profile>) => {
	const { profile } = await rules();
	const document = { ...profile.document, ...made };
	return desk.office.call(changeProfileEndpoint, { base: profile.number, note: 'Probe der Stadt', document }, central);
};
const rule = (id: string, made: Partial<Checks['rules'][string]>) =>
	change((before) => {
		const now = before.rules[id];
		return now ? { ...before, rules: { ...before.rules, [id]: { ...now, ...made } } } : before;
	});
const findings = async (id: string) => {
	const { title, text, language, renditions } = await desk.read(id);
	const input = { postId: id, title, text, language, renditions, media: [] };
	return (await desk.office.call(checkPostEndpoint, input, desk.anna)).body.findings;
};
const found = async (id: string) => (await findings(id)).map(({ rule: name, severity }) => `${severity} ${name}`);
const leaves = async (kind: string): Promise<number> => {
	const { count } = (
		await sql<{ count: string }>`select count(*) from editorial_step where what = ${kind}`.execute(
			desk.office.office.corridor.engine.engine,
		)
	).rows[0] ?? { count: '0' };
	return Number(count);
};

const PHONE = 'Die Brücke ist gesperrt. Fragen beantwortet Herr Probe, 0171 2345678.';

describe('the rules of the house', () => {
	it('stand as the program brought them until somebody changes them, each change as a version', async () => {
		const first = await rules();
		expect([first.checks.number, first.profile.number, first.mayChange]).toEqual([0, 0, true]);
		expect(first.catalogue.every(({ id, fixed }) => fixed !== id in first.checks.document.rules)).toBe(true);
		expect((await rule('superlative', { severity: 'warning', paragraph: '1' })).body).toEqual({ number: 1 });
		const { checks } = await rules();
		expect(checks).toMatchObject({ number: 1, note: 'Probe der Regeln', by: { id: 'central' } });
		const versions = await desk.office.call(policyVersionsEndpoint, { area: 'checks' }, desk.anna);
		expect(versions.problem).toBeNull();
		expect(versions.body.items).toMatchObject([{ number: 1, changed: ['rules'] }]);
		const one = await desk.office.call(policyVersionEndpoint, { area: 'checks', number: 1 }, desk.anna);
		const { before, now } = one.body.checks ?? {};
		expect(one.body.profile).toBeNull();
		expect(before?.rules).not.toEqual(now?.rules);
		expect(before?.paragraphs).toEqual(now?.paragraphs);
		const none = await desk.office.call(policyVersionEndpoint, { area: 'checks', number: 9 }, desk.anna);
		expect(none.problem?.type).toBe('policy.no-such-version');
	});
	it('are changed by who may, from the version that was read, and only in ways a rule allows', async () => {
		expect((await change((before) => before, desk.anna)).problem?.type).toBe('access.denied');
		const { checks } = await rules();
		const old = { base: 0, note: 'zu spät gelesen', document: checks.document };
		expect((await desk.office.call(changeChecksEndpoint, old, central)).problem?.type).toBe('policy.changed-meanwhile');
		expect((await rule('link-dead', { severity: 'block' })).problem?.type).toBe('policy.rule-observes');
		expect((await rule('superlative', { paragraph: '99' })).problem?.type).toBe('policy.paragraph-unknown');
		expect((await rules()).checks.number).toBe(1);
	});
	it('judge the next look at a draft: severity, place, and the number they cite', async () => {
		const id = await desk.draft('Das schönste Fest', 'Die Brücke ist ab Montag gesperrt. Das schönste Fest der Stadt.');
		const praise = async () => (await findings(id)).filter(({ rule: name }) => name === 'superlative');
		expect((await praise())[0]).toMatchObject({
			severity: 'warning',
			guideline: { number: '1', title: 'Sachliche und objektive Darstellung' },
		});
		const here = { severity: 'off' as const, units: [desk.unitId], channels: [], kinds: [], groups: [] };
		await rule('superlative', { exceptions: [here] });
		expect(await praise()).toEqual([]);
		await rule('superlative', { exceptions: [{ ...here, units: ['another'] }] });
		expect(await praise()).not.toEqual([]);
	});
	it('know what is ours from the city profile', async () => {
		const id = await desk.draft('Brücke', 'Die Brücke ist gesperrt. Fragen: Herr Probe, 0911 4711 123.');
		expect(await found(id)).toContain('block personal-phone');
		expect((await changeCity({ trunks: ['0911 4711'] })).body).toEqual({ number: 1 });
		expect(await found(id)).toEqual([]);
	});
	it('hold back parties while a window of restraint runs, and not a day longer', async () => {
		const id = await desk.draft('Brücke', 'Die Brücke ist gesperrt. Die SPD hat das lange gefordert.');
		const window = { name: 'Kommunalwahl', from: '2026-01-01', until: '2026-03-02', allowed: [] };
		await changeCity({ restraints: [window] });
		expect(await found(id)).toEqual(['warning election-name']);
		await changeCity({ restraints: [{ ...window, allowed: ['party'] }] });
		expect(await found(id)).toEqual([]);
		await changeCity({ restraints: [{ ...window, until: '2026-03-01' }] });
		expect(await found(id)).toEqual([]);
		const upsideDown = await changeCity({ restraints: [{ ...window, until: '2025-12-31' }] });
		expect(upsideDown.problem?.type).toBe('policy.window-upside-down');
	});
	it('speak to a target group in its own style', async () => {
		const id = await desk.draft('Brücke', 'Die Brücke ist gesperrt. Nimm dein Rad und fahr über den Ring.');
		const [style] = (await rules()).profile.document.styles;
		if (!style) throw new Error('no style');
		await changeCity({ styles: [{ ...style, address: 'sie' }] });
		expect(await found(id)).toEqual(['warning address-form']);
		await changeCity({ styles: [{ ...style, address: 'du' }] });
		expect(await found(id)).toEqual([]);
	});
});

interface Waiving {
	readonly words: string;
	readonly reason?: string;
}

describe('a block', () => {
	const waive = (id: string, actor: typeof central, { words, reason = 'Herr Probe hat zugestimmt.' }: Waiving) =>
		desk.office.call(
			waiveFindingEndpoint,
			{ id, rule: 'personal-phone', field: 'text', found: words, presenceId: null, reason },
			actor,
		);

	it('is waived by whom the rules name, for exactly the words found, and noted', async () => {
		const id = await desk.draft('Brücke gesperrt', PHONE);
		expect((await desk.office.call(askForApprovalEndpoint, { id }, desk.anna)).problem?.type).toBe('post.blocked');
		expect((await waive(id, desk.anna, { words: '0171 2345678' })).problem?.type).toBe('post.not-waivable');
		expect((await waive(id, desk.jana, { words: '0171 9999999' })).problem?.type).toBe('post.finding-gone');
		expect((await waive(id, desk.jana, { words: '0171 2345678', reason: 'kurz' })).status).toBe(422);
		expect((await waive(id, desk.jana, { words: '0171 2345678' })).status).toBe(200);
		const [finding] = await findings(id);
		expect(finding).toMatchObject({
			severity: 'block',
			waived: { by: 'Lena Muster', reason: 'Herr Probe hat zugestimmt.' },
		});
		expect(await leaves('check-waived')).toBe(1);

		await desk.write(id, PHONE.replace('0171 2345678', '0171 2345679'));
		expect((await desk.office.call(askForApprovalEndpoint, { id }, desk.anna)).problem?.type).toBe('post.blocked');
		await desk.write(id, PHONE);
		await desk.ask(id);
		const { verdict, steps } = (await desk.office.call(readPostEndpoint, { id }, desk.jana)).body;
		const { checks, profile } = await rules();
		expect(verdict).toMatchObject({ checks: checks.number, profile: profile.number, waived: 1 });
		expect(steps.find(({ what }) => what === 'approval-asked')?.detail).toMatchObject({
			rules: { checks: checks.number, profile: profile.number },
		});
		const tally = (await desk.office.call(waiversTallyEndpoint, {}, desk.anna)).body;
		expect(tally.items).toEqual([{ rule: 'personal-phone', count: 1, posts: 1 }]);
		const foreign = (await desk.office.call(waiversTallyEndpoint, {}, actorWith('author', ['elsewhere']))).body;
		expect(foreign.items).toEqual([]);
	});
	it('is waived by nobody where the rules name nobody, and waivers given before hold no longer', async () => {
		await rule('personal-phone', { waive: [] });
		const id = await desk.draft('Brücke gesperrt', PHONE);
		expect((await waive(id, desk.jana, { words: '0171 2345678' })).problem?.type).toBe('post.not-waivable');
		await rule('personal-phone', { waive: ['approver'] });
		expect((await waive(id, desk.jana, { words: '0171 2345678' })).status).toBe(200);
		await rule('personal-phone', { waive: [] });
		expect((await desk.office.call(askForApprovalEndpoint, { id }, desk.anna)).problem?.type).toBe('post.blocked');
	});
});

describe('a look at the other posts', () => {
	it('tells what was said before, what is too close, and what is too much', async () => {
		const words = 'Der Wertstoffhof in der Weststadt hat ab April dienstags bis samstags länger offen.';
		const first = await desk.draft('Wertstoffhof länger offen', words);
		await desk.approve(first);
		const at = { local: '2026-03-02T09:15', zone: 'Europe/Berlin' };
		expect((await desk.office.call(schedulePostEndpoint, { id: first, ...at }, desk.anna)).status).toBe(200);
		await change((before) => ({ ...before, mostPerDay: 1, apartMinutes: 30 }));
		const second = await desk.draft('Wertstoffhof länger offen', `${words} Auch am Samstag.`);
		const seen = await found(second);
		expect(seen).toEqual(expect.arrayContaining(['hint similar-post', 'warning close-post', 'hint frequent-posts']));
		await change((before) => ({ ...before, mostPerDay: 8, apartMinutes: 5 }));
		expect(await found(second)).toEqual(['hint similar-post']);
	});
	it('asks after links apart from the typing, once, and says which lead nowhere or elsewhere', async () => {
		const asked: string[] = [];
		const server = createServer((request, response) => {
			asked.push(request.url ?? '');
			const moved = request.url === '/alt';
			response.writeHead(moved ? 301 : request.url === '/da' ? 200 : 404, moved ? { location: '/neu' } : {}).end();
		});
		await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
		const { port } = server.address() as AddressInfo;
		const link = (path: string) => `http://127.0.0.1:${port}/${path}`;
		const id = await desk.draft('Links', `Hier: ${link('da')} und ${link('weg')} und ${link('alt')} zum Lesen.`);
		expect(await found(id)).toEqual([]);
		expect(asked).toEqual([]);
		await desk.office.at('2026-03-02T08:01:00Z');
		const reached = asked.length > 0;
		server.close();
		if (!reached) throw new Error('the test world let no request out');
		expect(asked.sort()).toEqual(['/alt', '/da', '/weg']);
		expect((await findings(id)).map(({ rule: name, mend }) => [name, mend])).toEqual([
			['link-dead', null],
			['link-moved', link('neu')],
		]);
	});
});
