import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { changeLegalTextEndpoint, type LegalTextShape } from '#contract/newsroom.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { TextArea } from '../parts/field.tsx';
import { Moment } from '../parts/moment.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { useAnnounce } from '../parts/toast.tsx';

type LegalText = z.output<typeof LegalTextShape>;

const keyOf = ({ name, language }: LegalText): string => `${name} ${language}`;

/** The texts the law asks for, per language: made from the authority's data until somebody writes an own one. */
export function TextsSheet({ texts }: Readonly<{ texts: readonly LegalText[] }>) {
	const say = useTranslations('newsroom.desk');
	const [chosen, choose] = useState<LegalText | null>(null);
	const columns: readonly Column<LegalText>[] = [
		{
			key: 'name',
			head: say('text'),
			cell: ({ name, language }) => `${say(`names.${name}`)}, ${say(`languages.${language}`)}`,
		},
		{
			key: 'state',
			head: say('state'),
			cell: ({ changedAt }) =>
				changedAt ? (
					<>
						{say('own')}, <Moment at={changedAt} />
					</>
				) : (
					say('standard')
				),
		},
		{
			key: 'acts',
			head: say('acts'),
			cell: (text) => (
				<Button small icon="pen-line" onPress={() => choose(text)}>
					{say('edit')}
					<span className="sr">
						: {say(`names.${text.name}`)}, {say(`languages.${text.language}`)}
					</span>
				</Button>
			),
		},
	];
	return (
		<Sheet title={say('texts')}>
			<p className="hint pad">{say('standardHint')}</p>
			<Table label={say('texts')} columns={columns} rows={texts} rowKey={keyOf} />
			{chosen && <EditText key={keyOf(chosen)} text={chosen} onClose={() => choose(null)} />}
		</Sheet>
	);
}

function EditText({ text, onClose }: Readonly<{ text: LegalText; onClose: () => void }>) {
	const say = useTranslations('newsroom.desk');
	const announce = useAnnounce();
	const [written, write] = useState(text.text);
	const changing = useAct(changeLegalTextEndpoint, {
		topics: ['setting'],
		onDone: () => {
			announce(say('saved'));
			onClose();
		},
	});
	const { name, language } = text;
	const acts = (
		<>
			<Button onPress={onClose}>{say('cancel')}</Button>
			{text.changedAt && (
				<Button busy={changing.busy} onPress={() => void changing.run({ name, language, text: null })}>
					{say('reset')}
				</Button>
			)}
			<Button kind="main" busy={changing.busy} onPress={() => void changing.run({ name, language, text: written })}>
				{say('save')}
			</Button>
		</>
	);
	return (
		<Dialog title={`${say(`names.${name}`)}, ${say(`languages.${language}`)}`} onClose={onClose} acts={acts} wide>
			<FormSummary failure={changing.failure} />
			<TextArea
				label={say('text')}
				hint={say('textHint')}
				value={written}
				onChange={write}
				rows={16}
				language={language}
			/>
		</Dialog>
	);
}
