import { useTranslations } from 'use-intl';

import { warnedText, warningAt } from '#kernel/content-warning.ts';
import { DOCUMENT_MOST_BYTES, takesDocument } from '#kernel/document.ts';
import { quotesAt } from '#kernel/quoting.ts';

import { documentIn } from './document-field.tsx';
import { quotesIn, warningIn } from './front-fields.tsx';
import { leadsBackIn } from './link-choice.tsx';
import type { Outlet } from './shapes.ts';
import type { Draft } from './use-draft.ts';

type NoteProps = Readonly<{ outlet: Outlet; draft: Draft }>;

/** What this network makes of the content warning, of who may quote, of a poll, and of a document. */
export function FrontNote({ outlet, draft }: NoteProps) {
	const say = useTranslations('editorial.front');
	const notes = [
		...[warningNote(outlet, draft), ...quoteNotes(outlet, draft), pollNote(outlet, draft)],
		documentNote(outlet, draft),
	];
	return notes.flatMap((note) =>
		note === null
			? []
			: [
					<p className="hint" key={note}>
						{say(note)}
					</p>,
				],
	);
}

type Key = Parameters<ReturnType<typeof useTranslations<'editorial.front'>>>[0];

const warningThere = ({ id, channel, warnings }: Outlet, { fields }: Draft) => {
	const speaks = fields[`speaks:${id}`] ?? fields['language'] ?? 'de';
	return warningAt(warningIn({ fields }), {
		form: channel === 'newsroom' ? 'words' : warnings,
		language: String(speaks),
	});
};

/** The text as it stands there, and what is said before it. */
export const frontOf = (outlet: Outlet, draft: Draft, text: string) => {
	const { beside, line, graphic } = warningThere(outlet, draft);
	const shown = line === null || text.trim() === '' ? text : warnedText(text, line);
	return { shown, beside, warning: { words: beside ?? '', graphic } };
};

const warningNote = (outlet: Outlet, draft: Draft): Key | null => {
	const warning = warningIn(draft);
	if (!warning?.words.trim()) return null;
	const { beside, line, graphic } = warningThere(outlet, draft);
	if (beside !== null) return outlet.channel === 'newsroom' ? 'there-fold' : 'there-words';
	if (outlet.warnings === 'label' && graphic) return line === null ? 'there-label' : 'there-label-line';
	return line === null ? 'there-not' : 'there-line';
};

const quoteNotes = ({ quotable, quotes }: Outlet, draft: Draft): readonly (Key | null)[] => {
	const wanted = quotesIn(draft) ?? quotes;
	const told = quotesAt(wanted, quotable);
	if (told === null || quotable.length === 0) return [];
	return [`there-quotes-${told}`, told === wanted ? null : 'there-narrower'];
};

const pollNote = ({ channel, polls }: Outlet, { fields }: Draft): Key | null =>
	fields['kind'] === 'poll' && !polls && channel !== 'newsroom' ? 'there-no-poll' : null;

/** What the document is called that goes along there. No document is larger than the house takes. */
export const documentThere = ({ channel, documents }: Outlet, draft: Draft): string | undefined => {
	const isPoll = draft.fields['kind'] === 'poll';
	const goes = channel === 'newsroom' || takesDocument(documents, { bytes: DOCUMENT_MOST_BYTES, isPoll });
	return goes ? documentIn(draft)?.title : undefined;
};

const documentNote = (outlet: Outlet, draft: Draft): Key | null => {
	if (documentIn(draft) === null) return null;
	if (outlet.channel === 'newsroom') return 'there-document-home';
	if (documentThere(outlet, draft) !== undefined) return 'there-document';
	return leadsBackIn(outlet, draft) ? 'there-document-link' : 'there-document-not';
};
