import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { waiversTallyEndpoint } from '#contract/editorial-checks.ts';

import { Answer } from '../parts/answer.tsx';
import { useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Table } from '../parts/table.tsx';
import { useOffice } from '../shell/office.tsx';
import { PolicyHead } from './policy-head.tsx';
import { PutInForce } from './put-in-force.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { useRuleName, useSettingSentence } from './rule-words.ts';
import type { Checks, Rules } from './shapes.ts';
import { useChecksDraft, useRules } from './use-rules.ts';
import { VersionsSheet } from './versions-sheet.tsx';

/** Every check: how grave it is, which number it cites, where it is otherwise, and who may let it pass. */
export function RulesPage() {
	const query = useRules();
	return <Answer query={query}>{(rules) => <RulesBody rules={rules} />}</Answer>;
}

type BodyProps = Readonly<{ rules: Rules }>;

function RulesBody({ rules }: BodyProps) {
	const say = useTranslations('policy.page');
	const sayArea = useTranslations('policy.area');
	const draft = useChecksDraft(rules);
	const [opened, setOpened] = useState<string | null>(null);
	const areas = [...new Set(rules.catalogue.map(({ area }) => area))];
	const setting = opened === null ? undefined : draft.document.rules[opened];
	const end = rules.mayChange ? <PutInForce changed={draft.changed} run={draft.put} onDrop={draft.drop} /> : undefined;
	return (
		<>
			<PolicyHead place="checks" end={end} />
			<div className="stack">
				<p className="hint">{say('in-force', { number: rules.checks.number })}</p>
				{areas.map((area) => (
					<Sheet key={area} title={sayArea(area)}>
						<AreaTable rules={rules} area={area} document={draft.document} onOpen={setOpened} />
					</Sheet>
				))}
				<FiguresSheet document={draft.document} fixed={!rules.mayChange} onChange={draft.set} />
				<VersionsSheet area="checks" />
			</div>
			{opened !== null && setting && (
				<RuleDialog
					id={opened}
					rules={rules}
					paragraphs={draft.document.paragraphs}
					setting={setting}
					onTake={(next) => draft.set({ ...draft.document, rules: { ...draft.document.rules, [opened]: next } })}
					onClose={() => setOpened(null)}
				/>
			)}
		</>
	);
}

type AreaProps = Readonly<{
	rules: Rules;
	area: Rules['catalogue'][number]['area'];
	document: Checks;
	onOpen: (id: string) => void;
}>;

function AreaTable({ rules, area, document, onOpen }: AreaProps) {
	const say = useTranslations('policy.page');
	const sayArea = useTranslations('policy.area');
	const name = useRuleName();
	const sentence = useSettingSentence();
	const { may } = useOffice();
	const tally = useQueryOf(waiversTallyEndpoint, {}, { topics: ['post'], enabled: may('post.read') });
	const waived = (id: string) => tally.data?.items.find(({ rule }) => rule === id)?.count ?? 0;
	return (
		<Table
			label={sayArea(area)}
			rows={rules.catalogue.filter((entry) => entry.area === area)}
			rowKey={({ id }) => id}
			columns={[
				{
					key: 'name',
					head: say('check'),
					cell: ({ id, fixed }) =>
						fixed || !rules.mayChange ? (
							name(id)
						) : (
							<Button kind="quiet" small onPress={() => onOpen(id)}>
								{name(id)}
							</Button>
						),
				},
				{
					key: 'setting',
					head: say('setting'),
					cell: ({ id, fixed, severity }) => {
						const setting = document.rules[id];
						return fixed || setting === undefined
							? say(severity === 'block' ? 'fixed' : 'fixed-warning')
							: sentence(setting);
					},
				},
				{ key: 'waived', head: say('waived'), right: true, cell: ({ id }) => waived(id) || '' },
			]}
		/>
	);
}

type FiguresProps = Readonly<{ document: Checks; fixed: boolean; onChange: (next: Checks) => void }>;

const figures = ['similarDays', 'apartMinutes', 'mostPerDay'] as const;

/** The figures by which posts are compared with each other. */
function FiguresSheet({ document, fixed, onChange }: FiguresProps) {
	const say = useTranslations('policy.figure');
	return (
		<Sheet title={say('title')}>
			<div className="pad stack">
				{fixed
					? figures.map((key) => <p key={key}>{`${say(key)}: ${document[key]}`}</p>)
					: figures.map((key) => (
							<TextField
								key={key}
								type="number"
								label={say(key)}
								value={String(document[key])}
								onChange={(value) => onChange({ ...document, [key]: Math.max(0, Math.round(Number(value))) })}
							/>
						))}
			</div>
		</Sheet>
	);
}
