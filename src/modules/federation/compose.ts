import { graphemes } from '#kernel/text.ts';
import { toIso } from '#kernel/time.ts';
import type { OutgoingRendition } from '#modules/channels/index.ts';

import { actorAddresses } from './domain/addresses.ts';
import { type Addressing, address } from './domain/audience.ts';
import { handlesIn, linkTo, type Mention, writeHtml } from './domain/content.ts';
import type { StatementFacts } from './domain/documents.ts';
import { quotableBy } from './domain/quoting.ts';
import type { FederationNeeds } from './needs.ts';
import { filmFacts, shelvePictures } from './pictures.ts';
import type { Remote } from './remote.ts';

/** Up to here a statement is a Note, the short form every server shows in full; beyond it an Article with its title. */
export const SHORT = 500;
const MOST_MENTIONS = 10;

/** Everybody a statement names, and where they receive. */
export interface Named {
	readonly mention: Mention;
	readonly inbox: string;
}

export interface Composed {
	readonly facts: StatementFacts;
	readonly addressing: Addressing;
	/** Inboxes beside the followers'. */
	readonly people: readonly string[];
}

interface Asked {
	readonly identifier: string;
	readonly id: string;
	readonly page: string;
	readonly rendition: OutgoingRendition;
	readonly updatedAt: string | null;
}

/** Turns a rendition into what the network reads: looks up whom it names, keeps its pictures, writes its HTML. */
export const compose = async (
	needs: FederationNeeds & { readonly remote: Remote },
	asked: Asked,
): Promise<Composed> => {
	const { identifier, id, page, rendition, updatedAt } = asked;
	const { title, text, language, visibility, createdAt, replyTo, about } = rendition;
	const { id: author, followers } = actorAddresses(needs.origin, identifier);
	const named = await namedIn(needs.remote, rendition);
	const mentions = named.map(({ mention }) => mention);
	const addressing = address(
		visibility,
		followers,
		mentions.map(({ href }) => href),
	);
	const long = about !== undefined && title !== '' && graphemes(text) > SHORT;
	const tagPage = (tag: string): string => `${needs.origin}/suche?q=${encodeURIComponent(`#${tag}`)}`;
	const written = writeHtml(bodyOf(rendition, long, mentions), { tagPage, mentions });
	const back = about === undefined ? '' : `<p>${linkTo(page)}</p>`;
	return {
		addressing,
		people: named.map(({ inbox }) => inbox),
		facts: {
			...{ id, author, page, title, long, language, tagPage, mentions, addressing, updatedAt },
			written: { ...written, html: `${written.html}${back}` },
			pictures: await shelvePictures(
				needs,
				rendition.media.filter(({ film }) => film === undefined),
			),
			films: rendition.media.flatMap((one) => filmFacts(needs.origin, one)),
			publishedAt: toIso(createdAt),
			inReplyTo: replyTo?.id ?? null,
			warning: rendition.warning?.words || null,
			quotableBy: quotableBy({ id: author, followers }, { audience: visibility, wanted: rendition.quotes }),
		},
	};
};

/** An Article has its title apart; a reply begins with the name of whom it answers. */
const bodyOf = ({ title, text, replyTo }: OutgoingRendition, long: boolean, mentions: readonly Mention[]): string => {
	if (long && text.startsWith(title)) return text.slice(title.length).trimStart();
	const handle = replyTo?.extra?.['handle'];
	const isNamed = handle === undefined || text.toLowerCase().includes(handle.toLowerCase());
	return isNamed || mentions.length === 0 ? text : `${handle} ${text}`;
};

/** The citizen who is answered. Others are named only where everybody may read it: a direct answer reaches nobody else. */
const namedIn = async (remote: Remote, { text, replyTo, visibility }: OutgoingRendition): Promise<readonly Named[]> => {
	const { actor, inbox, handle } = replyTo?.extra ?? {};
	const answered =
		actor !== undefined && inbox !== undefined && handle !== undefined
			? [{ mention: { handle, href: actor }, inbox }]
			: [];
	if (visibility === 'private' || visibility === 'followers') return answered;
	const others = handlesIn(text)
		.filter((one) => one.toLowerCase() !== handle?.toLowerCase())
		.slice(0, MOST_MENTIONS);
	const found = await Promise.all(others.map((one) => lookUp(remote, one)));
	return [...answered, ...found.filter((one) => one !== null)];
};

const lookUp = async (remote: Remote, handle: string): Promise<Named | null> => {
	const href = await remote.lookUp(handle);
	const found = href === null ? null : await remote.actor(href);
	return found?.ok ? { mention: { handle, href: found.value.id }, inbox: found.value.inbox } : null;
};
