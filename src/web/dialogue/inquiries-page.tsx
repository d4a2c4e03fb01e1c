import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { askedOfMeEndpoint, inquiryViews } from '#contract/inquiries.ts';

import { Answer } from '../parts/answer.tsx';
import { useListOf } from '../parts/asking.ts';
import { Empty } from '../parts/empty.tsx';
import { Rows } from '../parts/row.tsx';
import { Segments } from '../parts/segments.tsx';
import { PageHead, Sheet } from '../parts/sheet.tsx';
import { More } from '../parts/table.tsx';
import { InquiryRow } from './inquiry-rows.tsx';

type View = (typeof inquiryViews)[number];

/** What I was asked, or my units: what waits, and what was answered. */
export function InquiriesPage() {
	const say = useTranslations('inquiry.mine');
	const [view, setView] = useState<View>('open');
	const list = useListOf(askedOfMeEndpoint, { view, limit: 30 }, { topics: ['notice', 'conversation'], keep: true });
	return (
		<>
			<PageHead title={say('title')} sub={say('intro')} />
			<div className="stack">
				<Segments
					label={say('view')}
					value={view}
					onChange={setView}
					options={inquiryViews.map((value) => ({ value, label: say(`views.${value}`) }))}
				/>
				<Sheet title={say(`views.${view}`)}>
					<Answer query={list} what={say('title')}>
						{() =>
							list.items.length === 0 ? (
								<Empty kind={view === 'open' ? 'done' : 'not-yet'} title={say(`none.${view}`)} />
							) : (
								<Rows label={say(`views.${view}`)}>
									{list.items.map((inquiry) => (
										<InquiryRow key={inquiry.id} inquiry={inquiry} />
									))}
								</Rows>
							)
						}
					</Answer>
					{list.more && <More {...list.more} />}
				</Sheet>
			</div>
		</>
	);
}
