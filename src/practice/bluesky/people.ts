import type { Mood, PracticeNetwork, Said, Shown } from '../practice.ts';
import { createTraining } from '../training.ts';
import { isLetAnswer, isQuotable, moderated, replyControlOf } from './moderation.ts';
import { type Account, HANDLES, type Post, type PostRecord } from './state.ts';
import { accountNamed, findPost, newDid, nextTid, putPost, recordCid, tell, type World } from './world.ts';

const citizens = [
	{ handle: `waldkauz${HANDLES}`, name: 'Waldkauz' },
	{ handle: `radlerin${HANDLES}`, name: 'Radlerin' },
	{ handle: `lindenweg${HANDLES}`, name: 'Familie vom Lindenweg' },
] as const;

type People = Omit<PracticeNetwork, 'kind' | 'origin' | 'received' | 'listen' | 'close'>;

/** What people do on the network besides our own office: read, answer, like, change their minds. */
export const createPeople = (world: World): People => {
	const { state, save } = world.memory;

	const account = (handle: string, name: string, official: boolean): Account => {
		const found = accountNamed(world, handle);
		if (found) return found;
		const made = { did: newDid(world.ids), handle, name, official };
		state.accounts.push(made);
		return made;
	};
	const citizen = (short: string): Account => {
		const handle = short.includes('.') ? short : `${short}${HANDLES}`;
		return account(handle, citizens.find((one) => one.handle === handle)?.name ?? short, false);
	};

	return {
		citizens: citizens.map(({ handle, name }) => ({ name, handle: handle.replace(HANDLES, '') })),
		mood: () => state.mood as Mood,
		feel(mood) {
			state.mood = mood;
			if (mood === 'expired-token') for (const session of state.sessions) session.accessUntil = 0;
			if (mood === 'revoked') Object.assign(state, { sessions: [], passwords: [] });
			save();
		},
		timeline: () => state.posts.filter(({ deleted }) => !deleted).map((post) => toShown(world, post)),
		everything: () => state.posts.map((post) => toShown(world, post)),
		...createTraining(world),
		moderated: () => moderated(world),
		reply(said) {
			const made = say(world, citizen(said.as ?? 'waldkauz'), said);
			save();
			return made;
		},
		arrive(id) {
			const post = findPost(world, id);
			if (post) tell(world, post);
			save();
		},
		editReply(id, text) {
			const post = findPost(world, id);
			if (post) {
				post.record = { ...post.record, text };
				post.cid = recordCid(post.record);
			}
			save();
		},
		deleteReply(id) {
			const post = findPost(world, id);
			if (post) Object.assign(post, { deleted: true, deletedAt: world.clock.now() });
			save();
		},
		like(id) {
			const post = findPost(world, id);
			if (post) post.likes += 1;
			save();
		},
		media(id) {
			const bytes = world.memory.media(id);
			const blob = state.blobs.find(({ cid }) => cid === id);
			return bytes && blob ? { bytes, mime: blob.mime } : null;
		},
		async openAccount({ name, handle }) {
			const { did, handle: whole } = account(`${handle}${HANDLES}`, name, true);
			const password = world.ids.secret();
			state.passwords.push({ did, password });
			save();
			return { handle: whole, secret: password };
		},
	};
};

const say = (world: World, author: Account, { to, text, mentions, late = false }: Said): string | null => {
	const answered = to === undefined ? undefined : findPost(world, to);
	if (to !== undefined && answered === undefined) return null;
	if (answered && !isLetAnswer(world, answered, author)) return null;
	const person = mentions === undefined ? undefined : accountNamed(world, mentions);
	const words = person ? `@${person.handle} ${text}` : text;
	const record: PostRecord = {
		$type: 'app.bsky.feed.post',
		text: words,
		createdAt: new Date(world.clock.now()).toISOString(),
		langs: ['de'],
		...(person ? { facets: [mention(person)] } : {}),
		...(answered ? { reply: { root: rootOf(answered), parent: refOf(answered) } } : {}),
	};
	return putPost(world, author.did, { rkey: nextTid(world), record, late }).uri;
};

const mention = ({ did, handle }: Account) => ({
	index: { byteStart: 0, byteEnd: Buffer.byteLength(`@${handle}`) },
	features: [{ $type: 'app.bsky.richtext.facet#mention', did }],
});

const refOf = ({ uri, cid }: Post) => ({ uri, cid });
const rootOf = (post: Post) => post.record.reply?.root ?? refOf(post);

const toShown = (world: World, post: Post): Shown => {
	const { uri, did, record, at, likes, deleted, deletedAt } = post;
	const author = world.memory.state.accounts.find((one) => one.did === did);
	const card = deleted ? undefined : record.embed?.external;
	return {
		id: uri,
		text: deleted ? '' : record.text,
		...(deleted ? {} : frontOf(world, post)),
		...(deleted ? { deletedAt: deletedAt ?? at } : {}),
		reports: world.memory.state.reports.filter(({ post }) => post === uri),
		author: { name: author?.name ?? '', handle: author?.handle ?? '', official: author?.official ?? false },
		at,
		editedAt: null,
		likes,
		replyTo: record.reply?.parent.uri ?? null,
		media: deleted ? [] : mediaIn(record),
		card: card ? { url: card.uri, title: card.title } : null,
		visibility: 'public',
	};
};

type Front = Pick<Shown, 'warning' | 'quotes' | 'replyControl' | 'closed'>;

const frontOf = (world: World, post: Post): Front => {
	const replyControl = replyControlOf(world, post.uri);
	const open = citizens.some(({ handle }) =>
		isLetAnswer(world, post, { did: accountNamed(world, handle)?.did ?? '', handle }),
	);
	return {
		...(post.record.labels ? { warning: '' } : {}),
		...(isQuotable(world, post.uri) ? {} : { quotes: 'nobody' }),
		...(replyControl === undefined ? {} : { replyControl }),
		...(open ? {} : { closed: true }),
	};
};

const mediaIn = ({ embed }: PostRecord): Shown['media'] =>
	embed?.video
		? [{ id: embed.video.ref.$link, alt: embed.alt ?? '', film: true }]
		: (embed?.images ?? []).map(({ image, alt }) => ({ id: image.ref.$link, alt }));
