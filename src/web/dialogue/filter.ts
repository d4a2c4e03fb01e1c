import { ConversationState, conversationSorts, conversationViews } from '#contract/conversation-list.ts';
import { HintKey } from '#contract/hints.ts';
import { AskingKind, Priority } from '#contract/service.ts';

export const views = conversationViews;
export type View = (typeof views)[number];
export const sorts = conversationSorts;
export type Sort = (typeof sorts)[number];
export const states = ConversationState.options;
export const kinds = AskingKind.options;
export const priorities = Priority.options;
export const hints = HintKey.options;
/** What a citizen may want. */
export const kindKeys = ['question', 'suggestion', 'complaint', 'praise'] as const;

/** What the list shows, as it stands in the address. */
export interface Filter {
	readonly view?: View;
	readonly q?: string;
	readonly sort?: Sort;
	readonly state?: (typeof states)[number];
	readonly presence?: string;
	readonly unit?: string;
	readonly kind?: (typeof kinds)[number];
	readonly priority?: (typeof priorities)[number];
	readonly label?: string;
	readonly post?: string;
	readonly hint?: (typeof hints)[number];
}

/** What narrows a view, each with a chip of its own. */
export const narrowings = ['state', 'presence', 'unit', 'kind', 'priority', 'label', 'hint', 'post'] as const;
export type Narrowing = (typeof narrowings)[number];

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const oneOf = <T extends string>(known: readonly T[], value: unknown): T | undefined =>
	known.find((one) => one === value);

const given = (parts: { readonly [K in keyof Filter]: Filter[K] | undefined }): Filter =>
	// NOTE: what is undefined is left out, so that the address holds only what was chosen.
	Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Filter;

export const readFilter = (search: Readonly<Record<string, unknown>>): Filter =>
	given({
		view: oneOf(views, search['view']),
		q: text(search['q']),
		sort: oneOf(sorts, search['sort']),
		state: oneOf(states, search['state']),
		presence: text(search['presence']),
		unit: text(search['unit']),
		kind: oneOf(kinds, search['kind']),
		priority: oneOf(priorities, search['priority']),
		label: text(search['label']),
		post: text(search['post']),
		hint: oneOf(hints, search['hint']),
	});

/** The filter as a link carries it. */
export const toSearch = (filter: Filter): Record<string, string> => ({ ...filter });

/** A filter with one part set anew; empty drops it. */
export const withPart = (filter: Filter, part: keyof Filter, value: string): Filter =>
	readFilter({ ...filter, [part]: value });

export const isNarrowed = (filter: Filter): boolean =>
	filter.q !== undefined || narrowings.some((part) => filter[part] !== undefined);

/** What is left once nothing narrows the view any more. */
export const widened = ({ view, sort }: Filter): Filter => given({ view, sort });

/** The deadline orders open conversations only. */
export const sortsFor = ({ view = 'open', state, q }: Filter): readonly Sort[] => {
	// What is looked for comes in the order in which it fits.
	if (view === 'snoozed' || q !== undefined) return [];
	const open = state === undefined ? openViews.has(view) : state === 'open';
	return open ? sorts : sorts.filter((sort) => sort !== 'due');
};
const openViews = new Set<View>(['open', 'mine', 'unit', 'unassigned', 'due']);

/** Views in which one may look at another state than the open ones. */
export const takesState = ({ view = 'open' }: Filter): boolean =>
	view === 'mine' || view === 'unit' || view === 'unassigned' || view === 'all';

/** What the office is asked for. A unit in the address goes before the one a person acts for. */
export const asked = ({ q, unit, ...filter }: Filter, actingFor: string | undefined) => {
	const of = unit ?? actingFor;
	return { ...filter, ...(q ? { search: q } : {}), ...(of ? { unit: of } : {}) };
};
