import { useLocale, useTranslations } from 'use-intl';

import { Moment } from '../parts/moment.tsx';
import { Sheet } from '../parts/sheet.tsx';
import type { Facts, LibraryItem } from './shapes.ts';

type HistoryProps = Readonly<{ item: LibraryItem }>;
type Step = LibraryItem['steps'][number];

/** Who changed what, the latest first. */
export function HistorySheet({ item: { steps } }: HistoryProps) {
	const say = useTranslations('library.history');
	const names = new Intl.DisplayNames(useLocale(), { type: 'language' });
	const nameOf = (tag: string): string => names.of(tag) ?? tag;
	const sentence = ({ what, by, fields, folder }: Step): string => {
		if (what === 'received') return say('received', { name: by.name });
		if (what === 'moved')
			return folder === '' ? say('moved-out', { name: by.name }) : say('moved', { name: by.name, folder });
		if (what === 'captions') return say('captions', { name: by.name, language: fields.map(nameOf).join(', ') });
		// NOTE: the office writes only names of the closed list of facts.
		return say('changed', {
			name: by.name,
			fields: fields.map((field) => say(`field.${field as keyof Facts}`)).join(', '),
		});
	};
	return (
		<Sheet title={say('title')}>
			<ol className="lib-steps">
				{steps.map((step) => (
					<li key={step.id}>
						{sentence(step)}
						<small>
							<Moment at={step.at} />
						</small>
					</li>
				))}
			</ol>
		</Sheet>
	);
}
