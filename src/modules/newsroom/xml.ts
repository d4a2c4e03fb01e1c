import { escapeHtml } from '#platform/html.ts';

/** XML 1.0 knows no control characters, whatever somebody pasted. SPEC: XML 1.0, section 2.2. */
const unprintable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
export const clean = (text: string): string => text.toWellFormed().replaceAll(unprintable, '');

/** One XML element. Without content it closes itself; an attribute or a part without a value is left out. */
export const element = (
	name: string,
	attributes: Readonly<Record<string, string | number | undefined>>,
	content: string | readonly string[] = [],
): string => {
	const list = Object.entries(attributes).filter(([, value]) => value !== undefined);
	const open = `${name}${list.map(([key, value]) => ` ${key}="${escapeHtml(String(value))}"`).join('')}`;
	const inside = typeof content === 'string' ? escapeHtml(content) : content.join('\n');
	return inside === '' ? `<${open}/>` : `<${open}>${inside}</${name}>`;
};

export const document = (root: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;

/** SPEC: RFC 822 with four digits of the year, as RSS 2.0 asks (https://www.rssboard.org/rss-specification). */
export const rssDate = (at: Date): string => at.toUTCString();
