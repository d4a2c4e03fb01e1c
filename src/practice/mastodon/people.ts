import type { Mood, PracticeNetwork, Said, Shown } from '../practice.ts';
import { createTraining } from '../training.ts';
import { type Account, acctOf, type Status, shownVisibility } from './state.ts';
import { addStatus, findStatus, newAccount, reword, takeAway, tellOf, type World } from './world.ts';

const citizens = [
	{ username: 'waldkauz', domain: null, name: 'Waldkauz' },
	{ username: 'radlerin', domain: null, name: 'Radlerin' },
	{ username: 'lindenweg', domain: 'anderswo.example', name: 'Familie vom Lindenweg' },
] as const;

/** SPEC: everything a personal access token of ours may; see the scopes of adapters/mastodon/connect. */
const SCOPE = 'read:accounts read:statuses read:notifications write:statuses write:media write:blocks write:reports';

type People = Omit<PracticeNetwork, 'kind' | 'origin' | 'received' | 'listen' | 'close'>;

/** What people do on the network besides our own office: read, answer, like, change their minds. */
export const createPeople = (world: World): People => {
	const { state, save } = world.memory;

	const citizen = (username: string): Account => {
		const known = citizens.find((one) => one.username === username) ?? { username, domain: null, name: username };
		const found = state.accounts.find((one) => one.username === known.username && one.domain === known.domain);
		return found ?? newAccount(world, { ...known, official: false });
	};

	return {
		citizens: citizens.map(({ username, name }) => ({ name, handle: username })),
		mood: () => state.mood as Mood,
		feel(mood) {
			state.mood = mood;
			if (mood === 'revoked' || mood === 'expired-token') for (const key of state.tokens) key.revoked = true;
			save();
		},
		timeline: () => state.statuses.filter(({ deleted }) => !deleted).map((status) => toShown(world, status)),
		everything: () => state.statuses.map((status) => toShown(world, status)),
		...createTraining(world),
		moderated: () => ({
			blocked: state.blocks
				.map(({ who }) => state.accounts.find(({ id }) => id === who))
				.map((one) => one?.username ?? ''),
			hidden: [],
		}),
		reply(said) {
			const made = say(world, citizen(said.as ?? 'waldkauz'), said);
			save();
			return made;
		},
		arrive(id) {
			const status = findStatus(world, id);
			if (status?.late) {
				status.late = false;
				tellOf(world, status);
			}
			save();
		},
		editReply(id, text) {
			const status = findStatus(world, id);
			if (status) reword(status, text, world.clock.now());
			save();
		},
		deleteReply(id) {
			const status = findStatus(world, id);
			if (status) takeAway(status, world.clock.now());
			save();
		},
		like(id) {
			const status = findStatus(world, id);
			if (status) status.likes += 1;
			save();
		},
		media(id) {
			const bytes = world.memory.media(id);
			const known = state.media.find((one) => one.id === id);
			return bytes && known ? { bytes, mime: known.mime } : null;
		},
		withhold(right) {
			for (const key of state.tokens) key.scope = scopeWithout(key.scope, right);
			save();
		},
		async openAccount({ name, handle, website }) {
			const username = handle.toLowerCase();
			const found = state.accounts.find((one) => one.username === username && one.domain === null);
			const account = found ?? newAccount(world, { username, domain: null, name, official: true });
			if (website !== undefined) account.website = website;
			const secret = world.ids.secret();
			state.tokens.push({ token: secret, accountId: account.id, scope: SCOPE, revoked: false });
			save();
			return { handle: username, secret };
		},
	};
};

const scopeWithout = (scope: string, right: string): string =>
	scope
		.split(' ')
		.filter((one) => one !== right)
		.join(' ');

const say = (
	world: World,
	author: Account,
	{ to, text, mentions, visibility = 'public', late = false }: Said,
): string | null => {
	const answered = to === undefined ? undefined : findStatus(world, to);
	if (to !== undefined && answered === undefined) return null;
	const { accounts } = world.memory.state;
	const person = answered
		? accounts.find(({ id }) => id === answered.accountId)
		: accounts.find((one) => one.username === mentions);
	const words = person && person.id !== author.id ? `@${acctOf(person)} ${text}` : text;
	const wire = { public: 'public', unlisted: 'unlisted', followers: 'private', private: 'direct' } as const;
	const status = addStatus(world, {
		accountId: author.id,
		text: words,
		language: 'de',
		visibility: wire[visibility],
		inReplyTo: answered?.id ?? null,
		media: [],
		late,
	});
	return status.id;
};

const frontOf = ({ spoiler, quotes }: Status): Pick<Shown, 'warning' | 'quotes'> => ({
	...(spoiler ? { warning: spoiler } : {}),
	...(quotes === undefined ? {} : { quotes }),
});

const toShown = (world: World, status: Status): Shown => {
	const { accounts, media } = world.memory.state;
	const author = accounts.find(({ id }) => id === status.accountId);
	return {
		id: status.id,
		text: status.deleted ? '' : status.text,
		...(status.deleted ? {} : frontOf(status)),
		author: { name: author?.name ?? '', handle: author ? acctOf(author) : '', official: author?.official ?? false },
		at: status.at,
		editedAt: status.editedAt,
		likes: status.likes,
		replyTo: status.inReplyTo,
		...(status.deleted ? { deletedAt: status.deletedAt ?? status.at } : {}),
		...(status.earlier && !status.deleted ? { earlier: status.earlier } : {}),
		reports: world.memory.state.reports.filter(({ post }) => post === status.id),
		media: status.deleted
			? []
			: status.media.map((id) => {
					const { description = '', focus, mime = '' } = media.find((one) => one.id === id) ?? {};
					const film = /^(video|audio)\//.test(mime) ? { film: true } : {};
					return { id, alt: description, ...(focus === undefined ? {} : { focus }), ...film };
				}),
		card: null,
		...(status.poll && !status.deleted ? { options: status.poll.options } : {}),
		visibility: shownVisibility[status.visibility],
	};
};
