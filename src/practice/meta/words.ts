import type { Answer } from '../server.ts';

interface More {
	readonly subcode?: number;
	readonly status?: number;
	readonly transient?: boolean;
	readonly user?: { readonly title: string; readonly words: string };
}

/** SPEC: developers.facebook.com/docs/graph-api/guides/error-handling. */
export const graphError = (code: number, message: string, more: More = {}): Answer => ({
	status: more.status ?? statusOf(code),
	json: {
		error: {
			message,
			type: code === 1 || code === 2 ? 'FacebookApiException' : 'OAuthException',
			code,
			...(more.subcode === undefined ? {} : { error_subcode: more.subcode }),
			...(more.transient ? { is_transient: true } : {}),
			...(more.user ? { error_user_title: more.user.title, error_user_msg: more.user.words } : {}),
			fbtrace_id: 'AUebungUebungUebung',
		},
	},
});

const statusOf = (code: number): number => {
	if (code === 1 || code === 2) return 500;
	return code === 10 || (code >= 200 && code <= 299) ? 403 : 400;
};

export const invalid = (words: string, subcode?: number): Answer =>
	graphError(100, `(#100) ${words}`, subcode === undefined ? {} : { subcode });

export const missing = (id: string, method: string): Answer =>
	graphError(
		100,
		`Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`,
		{ subcode: 33 },
	);

/** SPEC: moments are told to the second, with an offset without a colon. */
export const moment = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, '+0000');

const noPicture = {
	subcode: 1_366_046,
	user: { title: "Can't Read Files", words: "Your photos couldn't be uploaded. Photos should be smaller than 4 MB." },
} as const;
export const unreadablePicture = (): Answer => graphError(100, 'Invalid parameter', noPicture);

/** What the moods of the practice server say, in the network's shape. */
export const moodError = (status: number, words: string): unknown => {
	const said: Readonly<Record<number, () => Answer>> = {
		403: () => graphError(200, `(#200) ${words}`),
		422: unreadablePicture,
		429: () => graphError(32, '(#32) Page request limit reached'),
		500: () => graphError(1, 'An unknown error occurred'),
		503: () => graphError(2, 'Service temporarily unavailable', { transient: true }),
	};
	return (said[status] ?? (() => graphError(1, words)))().json;
};

/** SPEC: `fields` names what is answered; a field that a node does not have is refused. */
export const pick = (
	node: string,
	whole: Readonly<Record<string, unknown>>,
	fields: string | null,
): Readonly<Record<string, unknown>> | Answer => {
	const named = topFields(fields ?? 'id');
	const odd = named.find((name) => !(name in whole));
	if (odd !== undefined) return invalid(`Tried accessing nonexisting field (${odd}) on node type (${node})`);
	const shown = Object.entries(whole).filter(([name, value]) => named.includes(name) && value !== undefined);
	return { id: whole['id'], ...Object.fromEntries(shown) };
};

export const isAnswer = (one: object): one is Answer => 'status' in one && typeof one.status === 'number';

/** The names outside of braces and brackets, without what is asked about them. */
const topFields = (fields: string): readonly string[] => {
	let depth = 0;
	const bare = [...fields].filter((sign) => {
		if (/[{(]/.test(sign)) depth += 1;
		if (/[})]/.test(sign)) depth -= 1;
		return depth === 0 && !/[{}()]/.test(sign);
	});
	return bare
		.join('')
		.split(',')
		.map((name) => name.replace(/\..*$/, '').trim())
		.filter(Boolean);
};
