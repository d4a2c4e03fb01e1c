import { useTranslations } from 'use-intl';

import { type RuleView, ruleMatchesEndpoint } from '#contract/rules.ts';

import { Answer } from '../parts/answer.tsx';
import { useListOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Empty } from '../parts/empty.tsx';
import { Moment } from '../parts/moment.tsx';

type MatchesProps = Readonly<{ rule: RuleView; onClose: () => void }>;

/** What a rule has matched since it was switched on, newest first. */
export function RuleMatchList({ rule, onClose }: MatchesProps) {
	const say = useTranslations('rules');
	const common = useTranslations('common.act');
	const title = say('matches.title', { name: rule.name });
	const list = useListOf(ruleMatchesEndpoint, { ruleId: rule.id, limit: 20 }, { topics: ['conversation'] });
	return (
		<Dialog title={title} onClose={onClose} acts={<Button onPress={onClose}>{say('trying.close')}</Button>} wide>
			<Answer query={list} what={title}>
				{() =>
					list.items.length === 0 ? (
						<Empty kind="not-yet" title={say('matches.none')} />
					) : (
						<ul className="rule-hits" aria-label={title}>
							{list.items.map((item) => (
								<li key={item.messageId}>
									<DeskLink to={`/dialog/${item.conversationId}`}>{item.excerpt || say('matches.to')}</DeskLink>
									<p className="hint">
										<Moment at={item.at} />, {say('version', { version: String(item.version) })}:{' '}
										{say(`matches.${item.state}`)}
									</p>
								</li>
							))}
						</ul>
					)
				}
			</Answer>
			{list.more && (
				<div className="acts">
					<Button busy={list.more.busy} onPress={list.more.load}>
						{common('more')}
					</Button>
				</div>
			)}
		</Dialog>
	);
}
