import { FIRST_NAMES } from './first-names.ts';
import { matches, PRIVACY, type TextRule } from './rule.ts';

const LOCAL = '[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_.+-]*[\\p{L}\\p{N}_])?';
const HOST = '[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)*\\.[a-z]{2,}';
const ADDRESS = new RegExp(`(?<![@\\p{L}\\p{N}.+-])(?<local>${LOCAL})@(?<host>${HOST})(?!@)`, 'giu');
const AT = '\\s*(?:\\(\\s*(?:at|ät|@|a)\\s*\\)|\\[\\s*(?:at|ät|@|a)\\s*\\]|\\{\\s*at\\s*\\}|\\s(?:at|ät)\\s)\\s*';
const DOT = '\\s*(?:\\.|\\(\\s*(?:dot|punkt|\\.)\\s*\\)|\\[\\s*(?:dot|punkt|\\.)\\s*\\]|\\s(?:dot|punkt)\\s)\\s*';
const SPELLED = new RegExp(
	`(?<![\\p{L}\\p{N}.+-])(?<local>[\\p{L}\\p{N}_+-]+(?:${DOT}[\\p{L}\\p{N}_+-]+){0,2}?)${AT}(?<host>[\\p{L}\\p{N}-]+(?:${DOT}[\\p{L}\\p{N}-]+){0,2}${DOT}(?:de|com|net|org|eu|at|ch|info|me))(?![\\p{L}\\p{N}])`,
	'giu',
);
const FREE_MAIL =
	/^(?:gmx|gmail|googlemail|web|t-online|freenet|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|aol|arcor|posteo|mailbox|proton|protonmail|kabelmail|vodafonemail|online|email|mail|gmx-topmail|tutanota|tuta|unitybox|netcologne|ewetel|htp-tel|o2online|alice|alice-dsl|1und1|magenta|zoho|yandex)\.(?:de|com|net|org|me|ch|at|eu|ru|li|info)$/i;
/** Addresses of a task, not of a person. */
const TASK =
	/^(?:info|kontakt|contact|post|poststelle|mail|e-?mail|office|buero|service|hilfe|presse|redaktion|buergerbuero|buergerservice|rathaus|stadt|gemeinde|verein|vorstand|anmeldung|tickets?|veranstaltung(?:en)?|spenden?|zentrale|sekretariat|bibliothek|museum|feuerwehr|wahlen|ausbildung|bewerbung|karriere|datenschutz|impressum|team|hallo)(?![\p{L}\p{N}])/iu;

const plain = (part: string): string =>
	part
		.replaceAll(/[([{]\s*(?:dot|punkt|\.)\s*[)\]}]|\s(?:dot|punkt)\s/gi, '.')
		.replaceAll(/\s/g, '')
		.toLowerCase();

/** First and last name, an initial with a name, a known first name, or a name with a year. */
const namesSomebody = (local: string): boolean => {
	const parts = local.split(/[._-]/).filter((part) => part !== '');
	if (parts.some((part) => FIRST_NAMES.has(part.replaceAll(/\d/g, '')))) return true;
	return (/[._]/.test(local) && parts.length >= 2) || /\d{2,}$/.test(local);
};

/** An e-mail address of a private person; ours and those of a task are fine. */
export const email: TextRule = {
	id: 'personal-email',
	severity: 'block',
	paragraph: PRIVACY,
	find(text, { own }) {
		const isPrivate = ({ groups = {} }: RegExpExecArray): boolean => {
			const [local, host] = [plain(groups['local'] ?? ''), plain(groups['host'] ?? '')];
			if (own.domains.some((ours) => host === ours.toLowerCase() || host.endsWith(`.${ours.toLowerCase()}`)))
				return false;
			return FREE_MAIL.test(host) || (!TASK.test(local) && namesSomebody(local));
		};
		return [...matches(text, ADDRESS, isPrivate), ...matches(text, SPELLED, isPrivate)];
	},
};
