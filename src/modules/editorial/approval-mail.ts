import type { Language } from '#kernel/language.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Post } from './domain/post.ts';
import type { EditorialNeeds } from './needs.ts';

type Needs = Pick<EditorialNeeds, 'people' | 'mailer' | 'origin'>;

interface Letter {
	readonly subject: string;
	readonly text: string;
}
interface Words {
	readonly title: string;
	readonly by: string;
	readonly link: string;
	readonly reason?: string;
}

const asking: Readonly<Record<Language, (words: Words) => Letter>> = {
	de: ({ title, by, link }) => ({
		subject: `Bitte freigeben: ${title}`,
		text: `${by} bittet Sie um die Freigabe eines Beitrags:\n\n${title}\n\nLesen und entscheiden Sie hier:\n${link}\n\nIhr Ja gilt für genau diesen Inhalt. Ändert ihn jemand, fragen wir neu.\n`,
	}),
	en: ({ title, by, link }) => ({
		subject: `Please approve: ${title}`,
		text: `${by} asks you to approve a post:\n\n${title}\n\nRead it and decide here:\n${link}\n\nYour yes holds for exactly this content. If somebody changes it, we ask again.\n`,
	}),
};

const returning: Readonly<Record<Language, (words: Words) => Letter>> = {
	de: ({ title, by, link, reason = '' }) => ({
		subject: `Zurückgegeben: ${title}`,
		text: `${by} gibt Ihnen den Beitrag zurück:\n\n${title}\n\nGrund: ${reason}\n\nHier geht es weiter:\n${link}\n`,
	}),
	en: ({ title, by, link, reason = '' }) => ({
		subject: `Sent back: ${title}`,
		text: `${by} sends the post back to you:\n\n${title}\n\nReason: ${reason}\n\nGo on here:\n${link}\n`,
	}),
};

type Named = Pick<Post, 'id' | 'content' | 'authorId'>;
const deskLink = ({ origin }: Needs, { id }: Named): string => `${origin}/desk/redaktion/${id}`;

interface Asked {
	readonly approvers: readonly { readonly personId: string }[];
	readonly asker: string;
}

/** Writes to everybody who may approve. The addresses are looked up now, the letters leave with the transaction. */
export const askByMail = async (needs: Needs, post: Named, { approvers, asker }: Asked) => {
	const words = { title: post.content.title, by: asker, link: deskLink(needs, post) };
	return letters(needs, { to: approvers.map(({ personId }) => personId), write: asking, words });
};

/** Tells the author that the post came back, and why. */
export const returnByMail = async (needs: Needs, post: Named, { by, reason }: { by: string; reason: string }) => {
	const words = { title: post.content.title, by, reason, link: deskLink(needs, post) };
	return letters(needs, { to: [post.authorId], write: returning, words });
};

interface Batch {
	readonly to: readonly string[];
	readonly write: typeof asking;
	readonly words: Words;
}

const letters = async ({ people, mailer }: Needs, { to, write, words }: Batch) => {
	const { language } = await people.authority();
	const addresses = await Promise.all(to.map((id) => people.addressOf(id)));
	return async (tx: Tx): Promise<void> => {
		for (const address of addresses) {
			if (address !== null) await mailer.send(tx, { to: address, kind: 'approval', ...write[language](words) });
		}
	};
};
