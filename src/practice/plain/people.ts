import type { Mood, PracticeNetwork, Said, Shown } from '../practice.ts';
import { createTraining } from '../training.ts';
import { asGrant, grant, type OAuthRules, PRACTICE_APP } from './oauth.ts';
import type { Account, Post } from './state.ts';
import { accountOf, addPost, findPost, isLetAnswer, newAccount, reword, type World } from './world.ts';

const citizens = [
	{ handle: 'waldkauz', name: 'Waldkauz' },
	{ handle: 'radlerin', name: 'Radlerin' },
	{ handle: 'lindenweg', name: 'Familie vom Lindenweg' },
] as const;

type People = Omit<PracticeNetwork, 'kind' | 'origin' | 'received' | 'listen' | 'close' | 'hooks' | 'films' | 'hub'>;

interface Ways {
	readonly oauth: OAuthRules;
	/** Whoever answers names whom they answer. */
	readonly mentions: boolean;
	/** Somebody said something. */
	said(post: Post): void;
}

/** What people do on the network besides our own office: read, answer, like, change their minds. */
export const createPeople = (world: World, { oauth, mentions, said: heard }: Ways): People => {
	const { state, save } = world.memory;

	const citizen = (handle: string): Account => {
		const known = citizens.find((one) => one.handle === handle) ?? { handle, name: handle };
		return (
			state.accounts.find((one) => one.handle === known.handle) ?? newAccount(world, { ...known, official: false })
		);
	};
	const change = (id: string, work: (post: Post) => void): void => {
		const post = findPost(world, id);
		if (post) work(post);
		save();
	};

	return {
		citizens: [...citizens],
		mood: () => state.mood as Mood,
		feel(mood) {
			state.mood = mood;
			if (mood === 'revoked') for (const token of state.tokens) token.revoked = true;
			if (mood === 'expired-token') for (const token of state.tokens) token.until = 0;
			save();
		},
		timeline: () =>
			state.posts
				.filter(({ deletedAt, isPrivate }) => deletedAt === null && !isPrivate)
				.map((post) => toShown(world, post)),
		everything: () => state.posts.filter(({ isPrivate }) => !isPrivate).map((post) => toShown(world, post)),
		...createTraining(world),
		moderated: () => ({
			blocked: state.blocks.map(({ who }) => accountOf(world, who)?.handle ?? ''),
			hidden: state.posts.filter(({ hidden }) => hidden).map(({ id }) => id),
		}),
		reply(said) {
			const made = say(world, citizen(said.as ?? 'waldkauz'), { ...said, naming: mentions });
			save();
			if (made) heard(made);
			return made?.id ?? null;
		},
		editReply: (id, text) => change(id, (post) => reword(post, text, world.clock.now())),
		deleteReply: (id) =>
			change(id, (post) => {
				post.deletedAt = world.clock.now();
			}),
		like: (id) =>
			change(id, (post) => {
				post.likes += 1;
			}),
		withhold(right) {
			for (const token of state.tokens) token.scopes = token.scopes.filter((one) => one !== right);
			save();
		},
		forget(metric) {
			state.forgotten.push(metric);
			save();
		},
		media(id) {
			const bytes = world.memory.media(id);
			const known = state.media.find((one) => one.id === id);
			return bytes && known ? { bytes, mime: known.mime } : null;
		},
		async openAccount({ name, handle, website }) {
			const wanted = handle.toLowerCase();
			const found = state.accounts.find((one) => one.handle === wanted);
			const account = found ?? newAccount(world, { handle: wanted, name, official: true });
			if (website !== undefined) account.website = website;
			const { clientId } = PRACTICE_APP;
			const token = grant(world, oauth, { by: account.id, clientId, scopes: oauth.scopes });
			save();
			return { handle: wanted, secret: asGrant(token, oauth) };
		},
	};
};

const say = (
	world: World,
	author: Account,
	{ to, text, mentions, naming }: Said & { readonly naming: boolean },
): Post | null => {
	const answered = to === undefined ? undefined : findPost(world, to);
	if (to !== undefined && answered === undefined) return null;
	if (answered && !isLetAnswer(world, answered, author)) return null;
	const person = answered
		? accountOf(world, answered.by)
		: world.memory.state.accounts.find(({ handle }) => handle === mentions);
	// Whoever answers nothing is heard only because somebody is named.
	const named = (naming || answered === undefined) && person !== undefined && person.id !== author.id;
	const words = named ? `@${person.handle} ${text}` : text;
	return addPost(world, { by: author.id, text: words, language: 'de', replyTo: answered?.id ?? null, media: [] });
};

const toShown = (world: World, post: Post): Shown => {
	const author = accountOf(world, post.by);
	return {
		id: post.id,
		author: { name: author?.name ?? '', handle: author?.handle ?? '', official: author?.official ?? false },
		at: post.at,
		editedAt: post.editedAt,
		likes: post.likes,
		replyTo: post.replyTo,
		reports: world.memory.state.reports.filter((one) => one.post === post.id),
		visibility: 'public',
		...(post.deletedAt === null
			? { ...said(world, post), ...listed(world, post) }
			: { text: '', media: [], card: null, deletedAt: post.deletedAt }),
	};
};

const listed = ({ memory }: World, { id }: Post): Pick<Shown, 'lists'> => {
	const lists = memory.state.entries.filter(({ film }) => film === id).map(({ title }) => title);
	return lists.length > 0 ? { lists } : {};
};

/** To whom answers are kept, and whether that leaves anybody who lives here. */
const keptTo = (world: World, post: Post): Pick<Shown, 'replyControl' | 'closed'> => ({
	...(post.replyControl === undefined ? {} : { replyControl: post.replyControl }),
	...(citizens.some(({ handle }) => isLetAnswer(world, post, { id: idOf(world, handle), handle }))
		? {}
		: { closed: true }),
});

const idOf = ({ memory }: World, handle: string): string =>
	memory.state.accounts.find((one) => one.handle === handle)?.id ?? '';

const said = (world: World, post: Post) => ({ ...wordsIn(world, post), ...keptTo(world, post) });

const PDF = 'application/pdf';
/** What it is stands where a picture has its description. */
const documentIn = (known: World['memory']['state']['media'], media: readonly string[]): Pick<Shown, 'document'> => {
	const found = known.find(({ id, mime }) => mime === PDF && media.includes(id));
	return found ? { document: { id: found.id, title: found.alt } } : {};
};

const wordsIn = ({ memory }: World, { title, text, link, options, media, earlier }: Post) => ({
	// A title beside a link is the card's.
	text: [link === undefined ? title : '', text].filter(Boolean).join('\n\n'),
	media: media.flatMap((id) => {
		const { alt = '', mime = '' } = memory.state.media.find((one) => one.id === id) ?? {};
		return mime === PDF ? [] : [{ id, alt, ...(/^(video|audio)\//.test(mime) ? { film: true } : {}) }];
	}),
	...documentIn(memory.state.media, media),
	card: link === undefined ? null : { url: link, title: title ?? '' },
	...(earlier.length > 0 ? { earlier } : {}),
	...(options ? { options } : {}),
});
