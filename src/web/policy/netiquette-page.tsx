import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { changeNetiquetteEndpoint, netiquetteEndpoint } from '#contract/netiquette.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { TextArea, TextField } from '../parts/field.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { numbered } from './numbered.ts';
import { PolicyHead } from './policy-head.tsx';
import { PutInForce } from './put-in-force.tsx';
import type { Netiquette } from './shapes.ts';
import { VersionsSheet } from './versions-sheet.tsx';

type Shown = z.output<typeof netiquetteEndpoint.output>;
type Rule = Netiquette['rules'][number];

/** What holds for those who write to us, as the public reads it: numbers, both languages, versions. */
export function NetiquettePage() {
	const query = useQueryOf(netiquetteEndpoint, {}, { topics: ['setting'] });
	return <Answer query={query}>{(shown) => <Body shown={shown} />}</Answer>;
}

/** The netiquette as it stands on the screen, and how it comes into force. */
const useDraft = ({ number: base, document: inForce }: Shown) => {
	const say = useTranslations('policy.force');
	const announce = useAnnounce();
	const [draft, setDraft] = useState<Netiquette | null>(null);
	const act = useAct(changeNetiquetteEndpoint, {
		topics: ['setting'],
		onDone: ({ number }) => {
			setDraft(null);
			announce(say('done', { number }));
		},
	});
	const document = draft ?? inForce;
	return {
		document,
		changed: JSON.stringify(document) !== JSON.stringify(inForce),
		set: (part: Partial<Netiquette>) => setDraft({ ...document, ...part }),
		drop: () => setDraft(null),
		put: (note: string) => act.run({ base, note, document }),
	};
};

function Body({ shown }: Readonly<{ shown: Shown }>) {
	const say = useTranslations('policy.netiquette');
	const head = useTranslations('policy.page');
	const draft = useDraft(shown);
	const { intro, rules } = draft.document;
	const change = (at: number, part: Partial<Rule>) =>
		draft.set({ rules: rules.map((one, index) => (index === at ? { ...one, ...part } : one)) });
	const end = shown.mayChange ? <PutInForce changed={draft.changed} run={draft.put} onDrop={draft.drop} /> : undefined;
	const empty = { title: '', text: '' };
	return (
		<>
			<PolicyHead place="netiquette" end={end} />
			<div className="stack">
				<p className="hint">
					{head('in-force', { number: shown.number })}{' '}
					<a href="/netiquette" target="_blank" rel="noreferrer">
						{say('public')}
					</a>
				</p>
				{shown.mayChange && (
					<Sheet title={say('intro')}>
						<div className="pad stack">
							<TextArea
								label={say('intro-de')}
								rows={4}
								value={intro.de}
								onChange={(de) => draft.set({ intro: { ...intro, de } })}
							/>
							<TextArea
								label={say('intro-en')}
								rows={4}
								value={intro.en}
								onChange={(en) => draft.set({ intro: { ...intro, en } })}
							/>
						</div>
					</Sheet>
				)}
				{numbered(rules).map(({ number, value: rule }) => (
					<Sheet title={say('number', { number: rule.number })} key={number}>
						<div className="pad stack">
							{shown.mayChange ? (
								<RuleFields rule={rule} onChange={(part) => change(number - 1, part)} />
							) : (
								<>
									<b>{rule.de.title}</b>
									<p>{rule.de.text}</p>
								</>
							)}
							{shown.mayChange && rules.length > 1 && (
								<div className="acts">
									<Button
										small
										icon="trash"
										onPress={() => draft.set({ rules: rules.filter((_, at) => at !== number - 1) })}
									>
										{say('remove', { number: rule.number })}
									</Button>
								</div>
							)}
						</div>
					</Sheet>
				))}
				{shown.mayChange && (
					<div className="acts">
						<Button
							icon="plus"
							onPress={() =>
								draft.set({ rules: [...rules, { number: String(rules.length + 1), de: empty, en: empty }] })
							}
						>
							{say('add')}
						</Button>
					</div>
				)}
				<VersionsSheet area="netiquette" />
			</div>
		</>
	);
}

type FieldsProps = Readonly<{ rule: Rule; onChange: (part: Partial<Rule>) => void }>;

function RuleFields({ rule, onChange }: FieldsProps) {
	const say = useTranslations('policy.netiquette');
	return (
		<>
			<TextField label={say('label')} value={rule.number} onChange={(number) => onChange({ number })} />
			{(['de', 'en'] as const).map((language) => (
				<div key={language} className="stack">
					<TextField
						label={say(`title-${language}`)}
						value={rule[language].title}
						onChange={(title) => onChange({ [language]: { ...rule[language], title } })}
					/>
					<TextArea
						label={say(`text-${language}`)}
						rows={3}
						value={rule[language].text}
						onChange={(text) => onChange({ [language]: { ...rule[language], text } })}
					/>
				</div>
			))}
		</>
	);
}
