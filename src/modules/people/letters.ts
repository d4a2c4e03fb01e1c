import type { Letter } from '#platform/mail/mailer.ts';
import { sayIn } from '#web/languages/index.ts';

import { type Authority, nobodyYet } from './domain/authority.ts';

interface To {
	readonly name: string;
	readonly mail: string;
}

interface Moved {
	readonly address: string;
	readonly authority: Authority | null;
}

interface About {
	readonly link: string;
	readonly authority: Authority | null;
}

/** The mail that asks a new colleague in. */
export const invitationLetter = (to: To, { link, authority }: About): Letter =>
	letter('invitation', to, { authority, values: { link } });

/** The mail with which one sets a new password. */
export const passwordLetter = (to: To, { link, authority }: About): Letter =>
	letter('reset', to, { authority, values: { link } });

/** Tells the old address that another one counts from now on. The new one is named: whoever reads this was its owner until now. */
export const addressLetter = (to: To, { address, authority }: Moved): Letter =>
	letter('address', to, { authority, values: { address } });

interface Content {
	readonly authority: Authority | null;
	readonly values: Readonly<Record<string, string>>;
}

const letter = (
	kind: 'invitation' | 'reset' | 'address',
	{ name, mail }: To,
	{ authority, values: own }: Content,
): Letter => {
	const { language, name: house } = authority ?? nobodyYet;
	const say = sayIn(language);
	const values = { name, authority: house, ...own };
	return {
		to: mail,
		subject: say(`people.letter.${kind}.subject`, values),
		text: say(`people.letter.${kind}.text`, values),
		kind: `people.${kind}`,
	};
};
