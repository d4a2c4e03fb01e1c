import { readdirSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { musterstadt } from '../../src/sample/city/index.ts';
import { agreed } from '../agreed.ts';
import { ask } from '../ground/processes.ts';
import { samplePremises, startKeeping, takeSeat } from '../sample-office.ts';

let premises: Awaited<ReturnType<typeof samplePremises>>;
let keeping: ReturnType<typeof startKeeping>;

const rows = (statement: string) => ask(premises.config.databaseUrl, statement);
const get = (path: string, cookie = '') => fetch(`${keeping.origin}${path}`, { headers: { cookie } });
const json = async (path: string, cookie: string) => (await get(path, cookie)).json();
const post = (path: string, body: object, cookie = '') =>
	fetch(`${keeping.origin}${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', origin: keeping.origin, cookie },
		body: JSON.stringify(body),
	});
const tally = async (table: string, column = 'state') =>
	Object.fromEntries(
		(await rows(`select ${column} as key, count(*)::int as n from ${table} group by 1`)).map(({ key, n }) => [key, n]),
	);

/** Tables with rows in them. */
const FILLED = `select relname from pg_class join pg_namespace n on n.oid = relnamespace
	where relkind = 'r' and n.nspname in ('public', 'auth') and pg_relation_size(pg_class.oid) > 0 order by 1`;

beforeAll(async () => {
	premises = await samplePremises();
	// Cut short after a few happenings, as a kill would do it; the next start tells the city anew without being asked.
	const first = startKeeping(premises, { sample: true });
	await first.happened(5);
	await first.end();
	expect(await rows('select sample from people_setup')).toEqual([{ sample: 'building' }]);
	keeping = startKeeping(premises);
	await keeping.open();
}, 300_000);
afterAll(async () => {
	await keeping?.end();
	await premises?.close();
});

describe('the sample city', () => {
	it('is told to its end after a start that was cut short, and says how far it is', async () => {
		expect(await rows('select sample from people_setup')).toEqual([{ sample: 'ready' }]);
		const last = keeping.progress.at(-1);
		expect(last?.done).toBe(last?.of);
		expect(keeping.progress.map(({ done }) => done)).toEqual(keeping.progress.map((_, index) => index + 1));
		expect(keeping.said).toContain('Stadt Musterstadt: 50 %');
	});

	it('has posts, deliveries, conversations and presences in every state', async () => {
		expect(await tally('delivery_delivery')).toMatchObject({ unclear: 1, refused: 1 });
		expect(await tally('editorial_post')).toMatchObject({
			draft: 3,
			'in-approval': 5,
			scheduled: 6,
			withdrawn: 1,
		});
		const talks = await tally('dialogue_conversation');
		expect(Object.keys(talks).sort()).toEqual(['answered', 'closed', 'open']);
		expect((await tally('channels_presence'))['retired']).toBe(1);
		const [late] = await rows(
			`select count(*)::int as n from dialogue_conversation where state = 'open' and due_at < now()`,
		);
		expect(late).toEqual({ n: 1 });
		expect(await tally('dialogue_rule_match')).toEqual({ hidden: 1 });
	});

	it('lies around today: the first post eight weeks ago, the next ones ahead', async () => {
		const [span] =
			await rows(`select now()::date - min(published_at)::date as first, max(published_at) <= now() as past,
			(select min(due_at) > now() from editorial_post where state = 'scheduled') as ahead from editorial_post`);
		expect(span).toMatchObject({ past: true, ahead: true });
		expect(Number(span?.['first'])).toBeGreaterThan(50);
	});

	it('stays here: nothing public is indexed, no mail server can be set, no account outside connected', async () => {
		const page = await get('/');
		expect(page.headers.get('x-robots-tag')).toBe('noindex');
		expect(await page.text()).toContain('erfundene Behörde');
		expect(await (await get('/robots.txt')).text()).toContain('Disallow: /\n');
		const admin = await takeSeat(keeping.origin, 'Alex Probe');
		const server = { host: 'mail.musterstadt.example', port: 587, security: 'starttls', user: '' };
		const from = { fromMail: 'presse@musterstadt.example', fromName: 'Stadt', to: 'jemand@musterstadt.example' };
		const mail = await post('/api/mail/test', { ...server, ...from }, admin);
		expect(await mail.json()).toMatchObject({ type: 'mail.stays-here' });
		const { items } = (await json('/api/units', admin)) as { items: { id: string }[] };
		const { items: people } = (await json('/api/persons', admin)) as { items: { id: string }[] };
		const opening = { ...agreed, responsibleId: people[0]?.id, deputyId: people[1]?.id };
		const account = { unitId: items[0]?.id, name: 'Stadt', server: 'mastodon.social', opening };
		const connected = await post('/api/presences/mastodon/begin', account, admin);
		expect(await connected.json()).toMatchObject({ type: 'presence.server-unreachable' });
	});

	it('seats whoever asks, with everything the role may do and no second factor to set up', async () => {
		const jana = await takeSeat(keeping.origin, 'Jana Muster');
		expect(await json('/api/me', jana)).toMatchObject({
			person: { name: 'Jana Muster' },
			mustEnrol: false,
			elevated: true,
			flags: { sample: true, practice: true },
		});
		expect((await post('/api/sample/seat', { personId: 'nobody' })).status).toBe(404);
	});
});

it('has what citizens said about a post below it, whatever their network shows of the link', async () => {
	const below = await rows(`select channel as key, count(*)::int as n from dialogue_conversation
		where post_id is not null and channel <> 'form' group by 1 order by 1`);
	// A post that its network refused has no copy there to answer.
	const stands = new Set(musterstadt.posts.filter(({ ends }) => ends !== 'refused').map(({ key }) => key));
	const said = musterstadt.talks.flatMap(({ about = '', where }) =>
		where === 'form' || !stands.has(about) ? [] : [where.account.endsWith('-bs') ? 'bluesky' : 'mastodon'],
	);
	const of = (network: string) => said.filter((one) => one === network).length;
	expect(below).toEqual([
		{ key: 'bluesky', n: of('bluesky') },
		{ key: 'mastodon', n: of('mastodon') },
	]);
});

describe('the record of the sample city', () => {
	it('names what each entry is about, to whoever may read it', async () => {
		const jana = await takeSeat(keeping.origin, 'Jana Muster');
		const named = async (kind: string) => {
			const { items } = (await json(`/api/records/entries?kind=${kind}&limit=5`, jana)) as {
				items: { name: string }[];
			};
			return items.map(({ name }) => name);
		};
		const titles = (await rows('select title from editorial_post')).map(({ title }) => title);
		const people = (await rows('select name from people_person')).map(({ name }) => name);
		for (const name of await named('post.approved')) expect(titles).toContain(name);
		for (const name of await named('person.joined')) expect(people).toContain(name);
		for (const kind of ['presence.connected', 'plan.slots-set'])
			expect(await named(kind)).toContain('Stadt Musterstadt');
		expect(await named('campaign.begun')).toContain('Sicher durch den Winter');
	});
});

describe('the office of the sample city', () => {
	it('goes on where it stopped after a restart, on its own practice networks', async () => {
		await keeping.end();
		keeping = startKeeping(premises);
		await keeping.open();
		const [{ n: deliveries } = { n: 0 }] = await rows('select count(*)::int as n from delivery_delivery');
		const jana = await takeSeat(keeping.origin, 'Jana Muster');
		expect(await (await get('/uebung/mastodon', jana)).text()).toContain('Musterstadt');
		expect(await rows('select count(*)::int as n from delivery_delivery')).toEqual([{ n: deliveries }]);
	});

	it('is removed to the last row and file, and leaves a new installation', async () => {
		const before = readdirSync(premises.config.data);
		expect(before).toContain('files');
		const lars = await takeSeat(keeping.origin, 'Lars Vorlage');
		const wished = await post('/api/sample/clear', {}, lars);
		expect(await wished.json()).toEqual({});
		await expect
			.poll(() => keeping.said.some((line) => line.startsWith('Einrichtungscode')), { timeout: 30_000 })
			.toBe(true);
		expect(await (await get('/api/setup')).json()).toMatchObject({ open: true });
		expect(await rows('select sample, sample_since from people_setup')).toEqual([{ sample: null, sample_since: null }]);
		const fresh = await samplePremises();
		const other = startKeeping(fresh);
		await other.open();
		await other.end();
		expect(await rows(FILLED)).toEqual(await ask(fresh.config.databaseUrl, FILLED));
		expect(readdirSync(premises.config.data).sort()).toEqual(readdirSync(fresh.config.data).sort());
		await fresh.close();
		expect((await post('/api/sample/seat', { personId: 'anybody' })).status).toBe(404);
	});
});
