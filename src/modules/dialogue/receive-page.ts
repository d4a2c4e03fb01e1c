import { storable } from '#kernel/text.ts';
import type { InboundChange, InboundPage, OddRow } from '#modules/channels/index.ts';
import { troubleOf } from '#platform/db/trouble.ts';
import { errorFields } from '#platform/log.ts';

import type { Above } from './look-above.ts';
import type { DialogueNeeds, Source } from './needs.ts';
import type { Received } from './receive-context.ts';
import { receiveMessages } from './receive-messages.ts';

type Needs = Parameters<typeof receiveMessages>[0] & Pick<DialogueNeeds, 'log' | 'channels'>;

type Page = InboundPage & Pick<Received, 'above'>;

/** SPEC: PostgreSQL's classes 40 (rolled back), 55 and 57 (in the way, stopped): the same may go well the next time. */
const isPassing = (thrown: unknown): boolean =>
	troubleOf(thrown) !== null || /^(40|55|57)/.test((thrown as { readonly code?: string } | null)?.code ?? '');

/** Takes from every text of a foreign message what no database keeps. */
const cleaned = <T>(value: T): T => {
	if (typeof value === 'string') return storable(value) as T;
	if (Array.isArray(value)) return value.map(cleaned) as T;
	if (typeof value !== 'object' || value === null) return value;
	// NOTE: the same fields with the same kinds of values.
	return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cleaned(inner)])) as T;
};

/**
 * Stores one page of what came in. One message that cannot be stored does not keep the others out, nor all that comes
 * after it: it is tried once alone, then set aside as a known gap.
 */
export const receivePage = (needs: Needs) => {
	const receive = receiveMessages(needs);
	const isStored = async (source: Source, change: InboundChange, above: Above): Promise<boolean> => {
		try {
			await receive(source, { changes: [change], cursor: null, above });
			return true;
		} catch (thrown) {
			if (isPassing(thrown)) throw thrown;
			needs.log.error('a message could not be stored', { channel: source.channel, ...errorFields(thrown) });
			return false;
		}
	};
	const oneByOne = async (source: Source, { changes, cursor, gap, odd = [], above }: Page) => {
		let all = true;
		for (const change of changes) all = (await isStored(source, change, above ?? new Map())) && all;
		const missing = gap ?? (all ? null : { since: needs.clock.now(), reason: 'unreadable' });
		return receive(source, { changes: [], cursor, odd, ...(missing === null ? {} : { gap: missing }) });
	};
	const store = async (source: Source, page: Page): Promise<readonly OddRow[]> => {
		const clean = { ...page, changes: page.changes.map(cleaned), odd: cleaned(page.odd ?? []) };
		try {
			return await receive(source, clean);
		} catch (thrown) {
			if (isPassing(thrown) || page.changes.length === 0) throw thrown;
			return oneByOne(source, clean);
		}
	};
	return async (source: Source, page: Page): Promise<void> => {
		const fresh = await store(source, page);
		await needs.channels.reportSurprises(
			source,
			fresh.map(({ reason }) => reason),
		);
	};
};
