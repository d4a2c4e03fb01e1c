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
export const invitationLetter = (to: To, about: About): Letter => letter('invitation', to, about);

/** The mail with which one sets a new password. */
export const passwordLetter = (to: To, about: About): Letter => letter('reset', to, about);

/** Tells the old address that another one counts from now on. The new one is named: whoever reads this was its owner until now. */
export const addressLetter = ({ name, mail }: To, { address, authority }: Moved): Letter => {
	const { language, name: house } = authority ?? nobodyYet;
	const say = sayIn(language);
	const values = { name, address, authority: house };
	return {
		to: mail,
		subject: say('people.letter.address.subject', values),
		text: say('people.letter.address.text', values),
		kind: 'people.address',
	};
};

const letter = (kind: 'invitation' | 'reset', { name, mail }: To, { link, authority }: About): Letter => {
	const { language, name: house } = authority ?? nobodyYet;
	const say = sayIn(language);
	const values = { name, link, authority: house };
	return {
		to: mail,
		subject: say(`people.letter.${kind}.subject`, values),
		text: say(`people.letter.${kind}.text`, values),
		kind: `people.${kind}`,
	};
};
