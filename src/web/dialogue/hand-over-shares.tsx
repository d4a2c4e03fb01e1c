import { useLocale, useTranslations } from 'use-intl';

import { handoverSharesEndpoint } from '#contract/handover.ts';

import { Answer } from '../parts/answer.tsx';
import { useQueryOf } from '../parts/asking.ts';
import { Empty } from '../parts/empty.tsx';
import { localeOf } from '../parts/moments.ts';
import { Sheet } from '../parts/sheet.tsx';
import { Table } from '../parts/table.tsx';
import { useOffice } from '../shell/office.tsx';
import { inOrder } from './shares-in-order.ts';

/** How much of the dialogue is handed over, by month and unit. */
export function Shares() {
	const say = useTranslations('dialogue.targets');
	const { units } = useOffice();
	const language = useLocale();
	const query = useQueryOf(handoverSharesEndpoint, {}, { topics: ['conversation'] });
	const sayMonth = (month: string): string =>
		new Intl.DateTimeFormat(localeOf(language), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
			Date.parse(`${month}-15T12:00:00Z`),
		);
	const nameOf = (unitId: string): string => units.find(({ id }) => id === unitId)?.name ?? '';
	const shareOf = ({ conversations, handedOver }: { conversations: number; handedOver: number }): string =>
		conversations === 0
			? ''
			: new Intl.NumberFormat(localeOf(language), { style: 'percent' }).format(handedOver / conversations);
	return (
		<Sheet title={say('shares')}>
			<Answer query={query} what={say('shares')}>
				{({ lines }) =>
					lines.length === 0 ? (
						<Empty kind="not-yet" title={say('no-shares')} />
					) : (
						<div className="times">
							<Table
								label={say('shares')}
								rows={inOrder(lines, { nameOf, locale: localeOf(language) })}
								rowKey={({ month, unitId }) => `${month}-${unitId}`}
								columns={[
									{ key: 'month', head: say('month'), cell: ({ month }) => sayMonth(month) },
									{ key: 'unit', head: say('unit'), cell: ({ unitId }) => nameOf(unitId) },
									{ key: 'handed', head: say('handed'), right: true, cell: ({ handedOver }) => handedOver },
									{ key: 'all', head: say('conversations'), right: true, cell: ({ conversations }) => conversations },
									{ key: 'share', head: say('share'), right: true, cell: (line) => shareOf(line) },
								]}
							/>
						</div>
					)
				}
			</Answer>
		</Sheet>
	);
}
