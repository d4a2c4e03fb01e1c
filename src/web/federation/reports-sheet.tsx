import { useTranslations } from 'use-intl';

import { listFediverseReportsEndpoint } from '#contract/federation.ts';

import { Answer } from '../parts/answer.tsx';
import { useListOf } from '../parts/asking.ts';
import { Empty } from '../parts/empty.tsx';
import { Moment } from '../parts/moment.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Table } from '../parts/table.tsx';
import { useOffice } from '../shell/office.tsx';

/** What other servers reported about us: from which server, never by whom. */
export function ReportsSheet() {
	const { may } = useOffice();
	return may('record.read') ? <Reports /> : null;
}

function Reports() {
	const say = useTranslations('federation');
	const list = useListOf(listFediverseReportsEndpoint, {}, { topics: ['presence'] });
	return (
		<Sheet title={say('reports')} count={list.items.length}>
			<Answer query={list} what={say('reports')}>
				{() =>
					list.items.length === 0 ? (
						<Empty kind="done" title={say('reports-none')} />
					) : (
						<Table
							label={say('reports')}
							rows={list.items}
							rowKey={({ id }) => id}
							more={list.more}
							columns={[
								{ key: 'text', head: say('reason'), cell: ({ text }) => text || say('report-no-text') },
								{ key: 'what', head: say('report-what'), cell: ({ objects }) => <Objects addresses={objects} /> },
								{ key: 'host', head: say('host'), cell: ({ host }) => <span className="mono">{host}</span> },
								{ key: 'when', head: say('when'), cell: ({ reportedAt }) => <Moment at={reportedAt} /> },
							]}
						/>
					)
				}
			</Answer>
		</Sheet>
	);
}

type ObjectsProps = Readonly<{ addresses: readonly string[] }>;

function Objects({ addresses }: ObjectsProps) {
	return (
		<ul className="plain">
			{addresses.map((address) => (
				<li key={address}>
					<a href={address}>{new URL(address).pathname}</a>
				</li>
			))}
		</ul>
	);
}
