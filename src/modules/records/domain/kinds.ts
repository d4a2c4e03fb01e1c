/** What happened to a post that its public proof may tell: the steps, never the drafts. */
const PUBLIC = new Set([
	'post.approved',
	'post.approved-by-link',
	'post.changed-by-approver',
	'post.change-accepted',
	'post.released-in-emergency',
	'post.release-checked',
	'post.scheduled',
	'post.corrected',
	'post.withdrawn',
	'page.published',
	'page.edited',
	'page.withdrawn',
	'delivery.published',
	'delivery.edited',
	'delivery.withdrawn',
]);

/** These say that the subject stood in public: before that, nothing about it is told. */
const MADE_PUBLIC = new Set(['page.published', 'delivery.published']);

export const isPublicKind = (kind: string): boolean => PUBLIC.has(kind);

export const wasMadePublic = (kinds: readonly string[]): boolean => kinds.some((kind) => MADE_PUBLIC.has(kind));

/** What others wrote to us: whoever opens it leaves a leaf. */
export const isOthersWord = (kind: string): boolean =>
	kind.startsWith('message.') || kind.startsWith('question.') || OTHERS_IN_MODERATION.has(kind);

const OTHERS_IN_MODERATION = new Set(['moderation.evidence-captured', 'moderation.objected']);

/** The leaf that stands for an erased record. */
export const TOMBSTONE = 'record.erased';
