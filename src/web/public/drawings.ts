import type { Card } from './model.ts';

/** The drawings, and the words in a topic that call for them. The first that fits is taken. */
const drawings = [
	{ name: 'winter', words: /winter|schnee|eis|räum/i },
	{ name: 'verkehr', words: /verkehr|straße|strasse|brücke|bau|bus|bahn|rad|traffic|road/i },
	{ name: 'kultur', words: /kultur|bibliothek|buch|theater|museum|lesen|fest|markt|culture/i },
	{ name: 'schule', words: /schule|kinder|kita|familie|ausbildung|arbeit|jobs|school/i },
	{ name: 'umwelt', words: /umwelt|park|grün|klima|natur|spiel|sport|garten|green/i },
] as const;

export type Drawing = (typeof drawings)[number]['name'] | 'rathaus';

/** Which drawing stands in for a photograph: by topic, else the town hall. */
export const drawingFor = ({ topic }: Pick<Card, 'topic'>): Drawing =>
	drawings.find(({ words }) => topic && words.test(topic.name))?.name ?? 'rathaus';

export const drawingNames: readonly Drawing[] = [...drawings.map(({ name }) => name), 'rathaus'];
