import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { type RuleView, rulesEndpoint } from '#contract/rules.ts';

import { Answer } from '../parts/answer.tsx';
import { useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Empty } from '../parts/empty.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { RuleCard } from './rule-card.tsx';
import { RuleEditor } from './rule-editor.tsx';
import { RuleHiding } from './rule-hiding.tsx';
import type { Rules } from './rule-words.ts';
import { UnitSetting } from './unit-setting.tsx';

/** Rules that help with sorting, unit by unit, and the switch that lets some hide by themselves. */
export function RulesPage() {
	const say = useTranslations('rules');
	return (
		<UnitSetting place="rules" intro={say('intro')} label={say('unit')}>
			{(unit) => <RulesOf key={unit} unit={unit} />}
		</UnitSetting>
	);
}

function RulesOf({ unit }: Readonly<{ unit: string }>) {
	const say = useTranslations('rules');
	const query = useQueryOf(rulesEndpoint, { unit }, { topics: ['setting', 'conversation'] });
	const [editing, edit] = useState<RuleView | 'new'>();
	return (
		<Answer query={query} what={say('what')}>
			{(rules) => (
				<div className="stack">
					<Own rules={rules} onEdit={edit} />
					{rules.above.length > 0 && <Above rules={rules.above} />}
					<RuleHiding key={rules.hiding.version} unit={unit} hiding={rules.hiding} />
					{editing && (
						<RuleEditor
							unit={unit}
							rules={rules}
							rule={editing === 'new' ? null : editing}
							onClose={() => edit(undefined)}
						/>
					)}
				</div>
			)}
		</Answer>
	);
}

type OwnProps = Readonly<{ rules: Rules; onEdit: (rule: RuleView | 'new') => void }>;

function Own({ rules: { rules }, onEdit }: OwnProps) {
	const say = useTranslations('rules');
	const add = (
		<Button kind="main" icon="plus" onPress={() => onEdit('new')}>
			{say('add')}
		</Button>
	);
	return (
		<Sheet title={say('list')} count={rules.length} end={rules.length > 0 && add}>
			{rules.length === 0 ? (
				<Empty kind="not-yet" title={say('none')} act={add}>
					{say('none-hint')}
				</Empty>
			) : (
				<ol className="rules" aria-label={say('list')}>
					{rules.map((rule, at) => (
						<RuleCard
							key={rule.id}
							rule={rule}
							first={at === 0}
							last={at === rules.length - 1}
							onEdit={() => onEdit(rule)}
						/>
					))}
				</ol>
			)}
		</Sheet>
	);
}

function Above({ rules }: Readonly<{ rules: readonly RuleView[] }>) {
	const say = useTranslations('rules');
	return (
		<Sheet title={say('above')} count={rules.length}>
			<p className="pad hint">{say('above-hint')}</p>
			<ol className="rules" aria-label={say('above')}>
				{rules.map((rule) => (
					<RuleCard key={rule.id} rule={rule} />
				))}
			</ol>
		</Sheet>
	);
}
