import { useLocale } from 'use-intl';

import { catalogues, sayIn } from '../languages/index.ts';

/** Says a kind of record (`post.approved`); one without words of its own is shown as it is. */
export const useKind = (): ((kind: string) => string) => {
	const language = useLocale();
	const say = sayIn(language);
	const known: Readonly<Record<string, Readonly<Record<string, string>>>> = catalogues[language].records.kinds;
	return (kind) => {
		const [thing = '', verb = ''] = kind.split('.');
		return known[thing]?.[verb] === undefined ? kind : say(`records.kinds.${kind}`);
	};
};
