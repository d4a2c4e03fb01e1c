import { ImapBroken, type ImapResponse, type ImapWire } from './wire.ts';

export interface ImapSession {
	/** Opens a folder for reading alone. */
	examine(folder: string): Promise<{ readonly uidValidity: number; readonly uidNext: number }>;
	/** Numbers of mails from this one on, ascending. */
	from(uid: number): Promise<readonly number[]>;
	/** Numbers of mails that came on this day (`1-Mar-2026`) or later, ascending. */
	since(day: string): Promise<readonly number[]>;
	/** How large a mail is; null: it is gone. */
	size(uid: number): Promise<number | null>;
	/** Its bytes, or those of its head; null: it is gone. */
	fetch(uid: number, part: 'all' | 'head'): Promise<Buffer | null>;
	leave(): void;
}

/** The server said no, and to what. */
export class Refused extends Error {
	readonly what: 'imap.login-refused' | 'imap.no-folder' | 'imap.unreachable';
	constructor(what: Refused['what'], reason: string) {
		super(reason);
		this.what = what;
	}
}

interface Opening {
	readonly server: {
		readonly security: 'tls' | 'starttls' | 'none';
		readonly user: string;
		readonly password: string;
	};
	readonly upgrade: () => Promise<ImapWire>;
}

const MOST_UID = 0xffff_ffff;

/** Greets, secures and signs in. SPEC: RFC 9051, sections 6.1 to 6.4; RFC 4959. */
export const openSession = async (plain: ImapWire, { server, upgrade }: Opening): Promise<ImapSession> => {
	const greeting = (await plain.response()).text;
	if (!/^\* (OK|PREAUTH)\b/i.test(greeting)) throw new ImapBroken(greeting.slice(0, 200));
	const wire = server.security === 'starttls' ? await secured(plain, upgrade) : plain;
	await signIn(wire, server);
	return reading(wire);
};

const isOk = (end: string): boolean => /^OK\b/i.test(end);

const secured = async (plain: ImapWire, upgrade: () => Promise<ImapWire>): Promise<ImapWire> => {
	const { end } = await plain.command('STARTTLS');
	if (!isOk(end)) throw new Refused('imap.unreachable', `STARTTLS: ${end}`);
	// What was pushed in before the encryption would be read as if it came after it.
	if (!plain.isIdle()) throw new ImapBroken('more than an answer to STARTTLS');
	return upgrade();
};

const quoted = (text: string): string => `"${text.replaceAll(/[\\"]/g, '\\$&')}"`;

const signIn = async (wire: ImapWire, { user, password }: Opening['server']): Promise<void> => {
	const { untagged } = await wire.command('CAPABILITY');
	const able = untagged.map(({ text }) => text.toUpperCase()).join(' ');
	const secret = Buffer.from(`\0${user}\0${password}`).toString('base64');
	const { end } = able.includes('AUTH=PLAIN')
		? await wire.command('AUTHENTICATE PLAIN', secret)
		: await wire.command(`LOGIN ${quoted(user)} ${quoted(password)}`);
	if (!isOk(end)) throw new Refused('imap.login-refused', end);
};

const reading = (wire: ImapWire): ImapSession => {
	const asked = async (command: string): Promise<readonly ImapResponse[]> => {
		const { untagged, end } = await wire.command(command);
		if (!isOk(end)) throw new ImapBroken(`${command.split(' ', 2).join(' ')}: ${end}`);
		return untagged;
	};
	const search = async (criterion: string) => {
		const found = (await asked(`UID SEARCH ${criterion}`)).flatMap(({ text }) =>
			/^\* SEARCH\b/i.test(text) ? text.slice(8).trim().split(/\s+/).map(Number) : [],
		);
		return [...new Set(found.filter(isUid))].sort((a, b) => a - b);
	};
	/** Whatever else a server tells of, only what it says about this mail counts. */
	const about = async (uid: number, items: string) =>
		(await asked(`UID FETCH ${uid} (UID ${items})`)).find(
			({ text }) => /^\* \d+ FETCH /i.test(text) && numberIn(text, 'UID') === uid,
		);
	return {
		async examine(folder) {
			const { untagged, end } = await wire.command(`EXAMINE ${quoted(folder)}`);
			if (!isOk(end)) throw new Refused('imap.no-folder', end);
			const said = [...untagged.map(({ text }) => text), end].join('\n');
			const [uidValidity, uidNext] = [numberIn(said, 'UIDVALIDITY'), numberIn(said, 'UIDNEXT')];
			if (uidValidity === null) throw new ImapBroken('no UIDVALIDITY');
			return { uidValidity, uidNext: uidNext ?? ((await search('ALL')).at(-1) ?? 0) + 1 };
		},
		// The last mail answers to `n:*` even where its number is below n.
		from: async (uid) => (await search(`UID ${uid}:*`)).filter((found) => found >= uid),
		since: (day) => search(`SINCE ${day}`),
		async size(uid) {
			const found = await about(uid, 'RFC822.SIZE');
			return found === undefined ? null : numberIn(found.text, 'RFC822\\.SIZE');
		},
		async fetch(uid, part) {
			const found = await about(uid, part === 'all' ? 'BODY.PEEK[]' : 'BODY.PEEK[HEADER]<0.65536>');
			return found?.literals[0] ?? null;
		},
		leave: () => wire.send('ZZ LOGOUT'),
	};
};

const isUid = (value: number): boolean => Number.isInteger(value) && value > 0 && value <= MOST_UID;

const numberIn = (text: string, name: string): number | null => {
	const found = new RegExp(`\\b${name} (\\d{1,10})\\b`, 'i').exec(text);
	return found === null ? null : Number(found[1]);
};
