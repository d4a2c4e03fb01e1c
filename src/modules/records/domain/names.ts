/** Records that keep what others wrote longer than their names are shown. */
const KEEPS_NAMES: ReadonlySet<string> = new Set(['moderation.evidence-captured']);

/** What stands where a name stood. */
const HIDDEN = '…';

type Data = Readonly<Record<string, unknown>>;

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same record without who wrote it; null where nothing in it names anybody. */
export const withoutAuthor = (kind: string, data: Data): Data | null => {
	const original = data['original'];
	if (!KEEPS_NAMES.has(kind) || !isData(original) || !isData(original['author'])) return null;
	const author = Object.fromEntries(Object.keys(original['author']).map((key) => [key, HIDDEN]));
	return { ...data, original: { ...original, author } };
};
