import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { moderationListEndpoint } from '#contract/moderation.ts';

import { Answer } from '../parts/answer.tsx';
import { useListOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { Empty } from '../parts/empty.tsx';
import { Plate, PracticeTag } from '../parts/plate.tsx';
import { Segments } from '../parts/segments.tsx';
import { PageHead, Sheet } from '../parts/sheet.tsx';
import { useOffice } from '../shell/office.tsx';
import { ModerationAct, stepKey } from './moderation-act.tsx';

const views = ['confirm', 'objection', 'trouble', 'all'] as const;
type View = (typeof views)[number];

/** Everything about moderation that waits for a decision, and all there was, newest first. */
export function ModerationPage() {
	const say = useTranslations('moderation.list');
	const common = useTranslations('common.act');
	const step = useTranslations('moderation');
	const rules = useTranslations('rules.review');
	const { may } = useOffice();
	const [view, setView] = useState<View>('confirm');
	const list = useListOf(moderationListEndpoint, { view, limit: 20 }, { topics: ['conversation'], keep: true });
	const public_ = (
		<>
			{may('moderation.act') && (
				<DeskLink className="btn" to="/dialog/verborgen">
					{rules('title')}
				</DeskLink>
			)}
			<a className="btn" href="/netiquette/zahlen" target="_blank" rel="noreferrer">
				{say('figures')}
			</a>
		</>
	);
	return (
		<>
			<PageHead title={say('title')} sub={say('intro')} end={public_} />
			<div className="stack">
				<Segments
					label={say('view')}
					value={view}
					onChange={setView}
					options={views.map((one) => ({ value: one, label: say(`views.${one}`) }))}
				/>
				<Answer query={list} what={say('title')}>
					{() =>
						list.items.length === 0 ? (
							<Sheet title={say(`views.${view}`)}>
								<Empty kind={view === 'all' ? 'not-yet' : 'done'} title={say(`none.${view}`)} />
							</Sheet>
						) : (
							list.items.map((act) => (
								<Sheet
									key={act.id}
									title={say('about', { step: step(stepKey(act)), name: act.counterpart })}
									end={<DeskLink to={`/dialog/${act.conversationId}`}>{say('open')}</DeskLink>}
								>
									<div className="pad stack">
										<div>
											<Plate channel={act.channel} practice={act.practice} /> {act.practice && <PracticeTag />}
										</div>
										<ModerationAct act={act} bare />
									</div>
								</Sheet>
							))
						)
					}
				</Answer>
				{list.more && (
					<Button busy={list.more.busy} onPress={list.more.load}>
						{common('more')}
					</Button>
				)}
			</div>
		</>
	);
}
