import { createHash } from 'node:crypto';

import { type Instant, instant } from '#kernel/time.ts';
import { plainText } from '#platform/foreign-text.ts';

/** An entry of a source, already plain text. */
export interface SourceItem {
	/** The same for the same entry, however often it is read. */
	readonly key: string;
	readonly title: string;
	readonly text: string;
	readonly link: string | null;
	/** When it appeared, or when the event takes place. */
	readonly at: Instant | null;
	/** When and where it takes place; null for what is no event. */
	readonly event: SourceEvent | null;
}

export interface SourceEvent {
	readonly start: Instant;
	readonly end: Instant | null;
	readonly place: string;
}

/** More entries than this in one answer are not read. */
const MOST_ITEMS = 500;
const LONGEST_TITLE = 300;
const LONGEST_TEXT = 10_000;

/** Reads RSS, Atom, JSON Feed or ICS, whatever the address calls it. Null for anything else. */
export const readSource = async (text: string): Promise<readonly SourceItem[] | null> => {
	try {
		return /^\s*BEGIN:VCALENDAR/i.test(text) ? await readCalendar(text) : await readFeed(text);
	} catch {
		return null;
	}
};

interface Entry {
	readonly id?: unknown;
	readonly guid?: unknown;
	readonly title?: unknown;
	readonly link?: unknown;
	readonly url?: unknown;
	readonly links?: unknown;
	readonly description?: unknown;
	readonly summary?: unknown;
	readonly content?: unknown;
	readonly content_html?: unknown;
	readonly content_text?: unknown;
	readonly pubDate?: unknown;
	readonly published?: unknown;
	readonly updated?: unknown;
	readonly date_published?: unknown;
}

const readFeed = async (text: string): Promise<readonly SourceItem[]> => {
	const { parseFeed } = await import('feedsmith');
	// NOTE: three formats with three shapes; every field is treated as possibly absent or of another kind.
	const { feed } = parseFeed(text) as { readonly feed: { readonly items?: Entry[]; readonly entries?: Entry[] } };
	return (feed.items ?? feed.entries ?? []).slice(0, MOST_ITEMS).flatMap((entry) => {
		const title = plain(entry.title).slice(0, LONGEST_TITLE);
		const link = webAddress(entry.link ?? entry.url ?? hrefIn(entry.links));
		if (title === '') return [];
		const words = entry.description ?? entry.summary ?? entry.content ?? entry.content_html ?? entry.content_text;
		const id = first(entry.guid, entry.id) || link || title;
		const at = momentIn(entry.pubDate ?? entry.published ?? entry.date_published ?? entry.updated);
		return [{ key: keyOf(id), title, text: plain(words).slice(0, LONGEST_TEXT), link, at, event: null }];
	});
};

const readCalendar = async (text: string): Promise<readonly SourceItem[]> => {
	const { default: ICAL } = await import('ical.js');
	const calendar = new ICAL.Component(ICAL.parse(text));
	return calendar
		.getAllSubcomponents('vevent')
		.slice(0, MOST_ITEMS)
		.flatMap((component) => {
			const event = new ICAL.Event(component);
			const title = plain(event.summary).slice(0, LONGEST_TITLE);
			if (title === '' || event.startDate === null) return [];
			const link = webAddress(component.getFirstPropertyValue('url'));
			const at = event.startDate.toJSDate().getTime();
			if (!Number.isFinite(at)) return [];
			const start = at as Instant; // NOTE: milliseconds since 1970, as an instant is.
			const key = keyOf(`${event.uid ?? ''} ${event.startDate.toString()} ${event.uid ? '' : title}`);
			return [
				{
					key,
					title,
					text: plain(event.description).slice(0, LONGEST_TEXT),
					link,
					at: start,
					event: { start, end: endOf(event, start), place: plain(event.location).slice(0, LONGEST_TITLE) },
				},
			];
		});
};

/** The end, where one is named and lies after the start. */
const endOf = ({ endDate }: { readonly endDate: { toJSDate(): Date } | null }, start: Instant): Instant | null => {
	const end = endDate?.toJSDate().getTime() ?? Number.NaN;
	return end > start ? (end as Instant) : null; // NOTE: as above.
};

const keyOf = (id: string): string => createHash('sha256').update(id).digest('hex');
const plain = (value: unknown): string => {
	const text = typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
	return typeof text === 'string' ? plainText(text) : '';
};

const first = (...values: readonly unknown[]): string => {
	for (const value of values) {
		const text = typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
		if (typeof text === 'string' && text !== '') return text;
	}
	return '';
};

const hrefIn = (links: unknown): unknown => {
	const [one]: unknown[] = Array.isArray(links) ? links : [];
	return typeof one === 'object' && one !== null && 'href' in one ? one.href : undefined;
};

/** Only web addresses: nothing that a browser would run. */
const webAddress = (value: unknown): string | null => {
	const text = String(value ?? '').trim();
	return /^https?:\/\/[^\s]{1,900}$/i.test(text) && URL.canParse(text) ? text : null;
};

const momentIn = (value: unknown): Instant | null => {
	const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
	return Number.isFinite(at) ? instant(new Date(at).toISOString()) : null;
};
