import { matches, PRIVACY, type TextRule } from './rule.ts';

const ADDRESS = /(?<![@\w.+-])([\w.+-]+)@([\w-]+(?:\.[\w-]+)*\.[a-z]{2,})(?!@)/giu;
const FREE_MAIL =
	/^(?:gmx|gmail|googlemail|web|t-online|freenet|outlook|hotmail|live|yahoo|icloud|me|aol|arcor|posteo|mailbox|proton|protonmail)\.(?:de|com|net|org|me|ch|at)$/i;
/** Addresses of a task, not of a person. */
const TASK =
	/^(?:info|kontakt|contact|post|poststelle|mail|e-?mail|office|buero|service|hilfe|presse|redaktion|buergerbuero|buergerservice|rathaus|stadt|gemeinde|verein|vorstand|anmeldung|tickets?|veranstaltung(?:en)?|spenden?|zentrale|sekretariat|bibliothek|museum|feuerwehr|wahlen|ausbildung|bewerbung|karriere|datenschutz|impressum|team|hallo)\b/i;

/** An e-mail address of a private person; ours and those of a task are fine. */
export const email: TextRule = {
	id: 'personal-email',
	severity: 'block',
	paragraph: PRIVACY,
	find: (text, { own }) =>
		matches(text, ADDRESS, ([, local = '', domain = '']) => {
			const host = domain.toLowerCase();
			if (own.domains.some((ours) => host === ours || host.endsWith(`.${ours}`))) return false;
			return FREE_MAIL.test(host) || !TASK.test(local);
		}),
};
