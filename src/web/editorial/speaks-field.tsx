import { useTranslations } from 'use-intl';

import { useLanguageName } from './language-name.ts';
import type { Draft } from './use-draft.ts';

type SpeaksProps = Readonly<{ presenceId: string; name: string; draft: Draft }>;

/** The language version a presence sends; not asked where there is only the original. */
export function SpeaksField({ presenceId, name, draft }: SpeaksProps) {
	const say = useTranslations('editorial.translations');
	const nameOf = useLanguageName();
	const field = `speaks:${presenceId}`;
	const all = Array.isArray(draft.fields['translations']) ? draft.fields['translations'] : [];
	const chosen = draft.fields[field];
	if (all.length === 0 && typeof chosen !== 'string') return null;
	const tags = [...new Set([...all.map(({ language }) => String(language)), ...(chosen ? [String(chosen)] : [])])];
	return (
		<select
			className="inp"
			aria-label={say('speaks', { name })}
			value={typeof chosen === 'string' ? chosen : ''}
			onChange={({ target }) => draft.set(field, target.value === '' ? null : target.value)}
		>
			<option value="">{say('original')}</option>
			{tags.map((tag) => (
				<option key={tag} value={tag}>
					{nameOf(tag)}
				</option>
			))}
		</select>
	);
}
