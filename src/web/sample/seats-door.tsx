import { useTranslations } from 'use-intl';

import type { Seat } from '#contract/sample.ts';

import { usePageTitle } from '../parts/page-title.ts';
import { Brand } from '../shell/side.tsx';
import { SeatList } from './seat-list.tsx';

type SeatsDoorProps = Readonly<{ seats: readonly Seat[] }>;

/** The sign-in of the sample city: no password, only the choice whose seat one takes. */
export function SeatsDoor({ seats }: SeatsDoorProps) {
	const say = useTranslations('sample');
	const heading = usePageTitle(say('seat.title'));
	return (
		<div className="wiz">
			<header className="wiz-top">
				<Brand />
				<p className="end">{say('band.title')}</p>
			</header>
			<main className="wiz-m door seats">
				<div>
					<h1 tabIndex={-1} ref={heading}>
						{say('seat.title')}
					</h1>
					<p className="lead">{say('seat.lead')}</p>
					<div className="sheet">
						<SeatList seats={seats} />
					</div>
				</div>
			</main>
		</div>
	);
}
