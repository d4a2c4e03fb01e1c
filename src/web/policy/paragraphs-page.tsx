import { useTranslations } from 'use-intl';

import { Answer } from '../parts/answer.tsx';
import { Button } from '../parts/button.tsx';
import { TextArea, TextField } from '../parts/field.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { numbered } from './numbered.ts';
import { PolicyHead } from './policy-head.tsx';
import { PutInForce } from './put-in-force.tsx';
import { useRuleName } from './rule-words.ts';
import type { Checks, Rules } from './shapes.ts';
import { useChecksDraft, useRules } from './use-rules.ts';

type Paragraph = Checks['paragraphs'][number];

/** The numbers of the guideline that the checks cite; each can be linked to. */
export function ParagraphsPage() {
	const query = useRules();
	return <Answer query={query}>{(rules) => <ParagraphsBody rules={rules} />}</Answer>;
}

function ParagraphsBody({ rules }: Readonly<{ rules: Rules }>) {
	const say = useTranslations('policy.paragraph');
	const draft = useChecksDraft(rules);
	const { paragraphs } = draft.document;
	const put = (list: Paragraph[]) => draft.set({ ...draft.document, paragraphs: list });
	const change = (at: number, part: Partial<Paragraph>) =>
		put(paragraphs.map((one, index) => (index === at ? { ...one, ...part } : one)));
	const end = rules.mayChange ? <PutInForce changed={draft.changed} run={draft.put} onDrop={draft.drop} /> : undefined;
	return (
		<>
			<PolicyHead place="paragraphs" end={end} />
			<div className="stack">
				{numbered(paragraphs).map(({ number, value: paragraph }) => (
					<div id={`nr-${paragraph.number}`} key={number}>
						<Sheet title={say('number', { number: paragraph.number })}>
							<div className="pad stack">
								{rules.mayChange ? (
									<ParagraphFields paragraph={paragraph} onChange={(part) => change(number - 1, part)} />
								) : (
									<>
										<b>{paragraph.title}</b>
										<p>{paragraph.text}</p>
									</>
								)}
								<CitedBy rules={draft.document.rules} number={paragraph.number} />
							</div>
						</Sheet>
					</div>
				))}
				{rules.mayChange && (
					<div className="acts">
						<Button
							icon="plus"
							onPress={() => put([...paragraphs, { number: String(paragraphs.length + 1), title: '', text: '' }])}
						>
							{say('add')}
						</Button>
					</div>
				)}
			</div>
		</>
	);
}

type FieldsProps = Readonly<{ paragraph: Paragraph; onChange: (part: Partial<Paragraph>) => void }>;

function ParagraphFields({ paragraph, onChange }: FieldsProps) {
	const say = useTranslations('policy.paragraph');
	return (
		<>
			<TextField label={say('label')} value={paragraph.number} onChange={(number) => onChange({ number })} />
			<TextField label={say('title')} value={paragraph.title} onChange={(title) => onChange({ title })} />
			<TextArea label={say('text')} rows={3} value={paragraph.text} onChange={(text) => onChange({ text })} />
		</>
	);
}

function CitedBy({ rules, number }: Readonly<{ rules: Checks['rules']; number: string }>) {
	const say = useTranslations('policy.paragraph');
	const name = useRuleName();
	const names = Object.entries(rules).flatMap(([id, { paragraph }]) => (paragraph === number ? [name(id)] : []));
	return names.length === 0 ? null : <p className="hint">{say('cited-by', { names: names.join(', ') })}</p>;
}
