import { handlesToLookFor, plainHandle } from './handle.ts';

/** One name at the beginning, and what sets it apart from the words. */
const MENTION = /^@([\w.-]*\w(?:@[\w.-]*\w)?)(?=[\s,:;]|$)[\s,:;]*/u;

/**
 * The words without our own names before them: networks put them there for the address alone. Names of others stay, and so
 * does everything where nothing else is said.
 */
export const withoutOwnMention = (text: string, own: readonly string[]): string => {
	if (!text.trimStart().startsWith('@')) return text;
	const whole = new Set(own.map(plainHandle));
	const short = new Set(own.flatMap(handlesToLookFor));
	const isOurs = (name: string): boolean => {
		const plain = plainHandle(name);
		return plain.includes('@') ? whole.has(plain) : short.has(plain);
	};
	let rest = text.trimStart();
	let others = '';
	for (let found = MENTION.exec(rest); found !== null; found = MENTION.exec(rest)) {
		const [written, name = ''] = found;
		if (!isOurs(name)) others += written;
		rest = rest.slice(written.length);
	}
	return rest === '' ? text : `${others}${rest}`;
};
