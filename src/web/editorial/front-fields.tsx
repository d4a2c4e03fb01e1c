import { useTranslations } from 'use-intl';

import { type ContentWarning, WARNING_MOST } from '#kernel/content-warning.ts';
import { type QuotePolicy, quotePolicies } from '#kernel/quoting.ts';

import { Checkbox } from '../parts/choice.tsx';
import { Select, TextField } from '../parts/field.tsx';
import { useOutletName } from './outlet-name.ts';
import type { Finding, PostView } from './shapes.ts';
import type { Draft } from './use-draft.ts';

// NOTE: both fields hold what the office sent or what these fields put in.
export const warningIn = ({ fields }: Pick<Draft, 'fields'>): ContentWarning | null =>
	(fields['warning'] ?? null) as ContentWarning | null;
export const quotesIn = ({ fields }: Pick<Draft, 'fields'>): QuotePolicy | null =>
	(fields['quotes'] ?? null) as QuotePolicy | null;

const BLANK: ContentWarning = { words: '', inText: false, graphic: false };

type WarningProps = Readonly<{ draft: Draft; findings: readonly Finding[] }>;

/** What readers are told before they are shown the rest. */
export function WarningFields({ draft, findings }: WarningProps) {
	const say = useTranslations('editorial.front');
	const rule = useTranslations('editorial.rule');
	const warning = warningIn(draft);
	const isEmpty = findings.some((finding) => finding.rule === 'warning-empty');
	const set = (change: Partial<ContentWarning>): void => draft.set('warning', { ...(warning ?? BLANK), ...change });
	return (
		<>
			<Checkbox
				label={say('warned')}
				hint={say('warned-hint')}
				checked={warning !== null}
				onChange={(on) => draft.set('warning', on ? BLANK : null)}
			/>
			{warning && (
				<fieldset className="stack ed-front">
					<legend className="lab">{say('warning')}</legend>
					<TextField
						label={say('words')}
						hint={say('words-hint', { most: WARNING_MOST })}
						value={warning.words}
						error={isEmpty ? rule('warning-empty.title') : undefined}
						onChange={(words) => set({ words: words.slice(0, WARNING_MOST) })}
					/>
					<Checkbox
						label={say('in-text')}
						hint={say('in-text-hint')}
						checked={warning.inText}
						onChange={(inText) => set({ inText })}
					/>
					<Checkbox
						label={say('graphic')}
						hint={say('graphic-hint')}
						checked={warning.graphic}
						onChange={(graphic) => set({ graphic })}
					/>
				</fieldset>
			)}
		</>
	);
}

type QuotesProps = Readonly<{ draft: Draft; post: PostView }>;

/** Who may quote the post, where one of the chosen networks asks. */
export function QuotesField({ draft, post }: QuotesProps) {
	const say = useTranslations('editorial.front');
	const nameOf = useOutletName();
	const chosen = draft.fields['presences'];
	const asking = post.outlets.filter(
		({ id, quotable }) => quotable.length > 0 && Array.isArray(chosen) && chosen.includes(id),
	);
	if (asking.length === 0) return null;
	return (
		<Select
			label={say('quotes')}
			hint={say('quotes-hint', { names: asking.map((outlet) => nameOf(outlet, asking)).join('; ') })}
			value={quotesIn(draft) ?? ''}
			empty={say('quotes-as-set')}
			onChange={(value) => draft.set('quotes', value === '' ? null : value)}
			options={quotePolicies.map((value) => ({ value, label: say(`quotes-${value}`) }))}
		/>
	);
}
