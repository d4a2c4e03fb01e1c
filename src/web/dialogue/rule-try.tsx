import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { type RuleView, tryRuleEndpoint } from '#contract/rules.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Empty, Loading } from '../parts/empty.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Moment } from '../parts/moment.tsx';
import { useBecause, useWay } from './rule-words.ts';

type Tried = z.output<typeof tryRuleEndpoint.output>;
type Item = Tried['items'][number];

type TryProps = Readonly<{ rule: RuleView; onClose: () => void; onSwitchOn: () => void }>;

/** What a rule would have matched, further and further back, before it is switched on. */
export function RuleTry({ rule, onClose, onSwitchOn }: TryProps) {
	const say = useTranslations('rules');
	const { found, failure, busy, further } = useTrial(rule);
	const acts = (
		<>
			<Button onPress={onClose}>{say('trying.close')}</Button>
			{!rule.on && found && (
				<Button kind="main" icon="check" onPress={onSwitchOn}>
					{say('trying.switch-on')}
				</Button>
			)}
		</>
	);
	return (
		<Dialog title={say('trying.title', { name: rule.name })} onClose={onClose} acts={acts} wide>
			<p className="hint">{say('trying.intro')}</p>
			<FormSummary failure={failure} />
			{!found && !failure && <Loading />}
			{found && (
				<>
					<p aria-live="polite">
						<b>
							{say('trying.found', {
								...{ found: found.items.length, looked: found.looked },
								more: found.next === undefined ? 'no' : 'yes',
							})}
						</b>
					</p>
					{found.items.length === 0 && <Empty kind="done" title={say('trying.none')} />}
					{found.items.length > 0 && <Items items={found.items} />}
					{found.next !== undefined && (
						<div className="acts">
							<Button busy={busy} onPress={() => further(found.next)}>
								{say('trying.more')}
							</Button>
						</div>
					)}
				</>
			)}
		</Dialog>
	);
}

const useTrial = ({ id: ruleId, version }: RuleView) => {
	const [found, setFound] = useState<Tried>();
	const trial = useAct(tryRuleEndpoint, { topics: ['setting'] });
	const begun = useRef(false);
	const further = async (cursor?: string) => {
		const answer = await trial.run({ ruleId, version, ...(cursor === undefined ? {} : { cursor }) });
		if (!answer.ok) return;
		const { looked, items, next } = answer.value;
		setFound((before) => ({
			looked: (before?.looked ?? 0) + looked,
			items: [...(before?.items ?? []), ...items],
			...(next === undefined ? {} : { next }),
		}));
	};
	useEffect(() => {
		if (begun.current) return;
		begun.current = true;
		void further();
	});
	return { found, failure: trial.failure, busy: trial.busy, further: (cursor?: string) => void further(cursor) };
};

function Items({ items }: Readonly<{ items: readonly Item[] }>) {
	const say = useTranslations('rules');
	const [because, way] = [useBecause(), useWay()];
	return (
		<ul className="rule-hits" aria-label={say('trying.list')}>
			{items.map((item) => (
				<li key={item.messageId}>
					<DeskLink to={`/dialog/${item.conversationId}`}>{item.excerpt}</DeskLink>
					<p className="hint">
						{way(item.channel)}, <Moment at={item.at} />: {because(item.why)}
					</p>
				</li>
			))}
		</ul>
	);
}
