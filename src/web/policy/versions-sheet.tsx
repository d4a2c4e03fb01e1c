import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { policyVersionsEndpoint } from '#contract/policy.ts';

import { Answer } from '../parts/answer.tsx';
import { useListOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Empty } from '../parts/empty.tsx';
import { Moment } from '../parts/moment.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Table } from '../parts/table.tsx';
import { VersionDialog } from './version-dialog.tsx';

type VersionsProps = Readonly<{ area: 'checks' | 'profile' | 'netiquette' | 'openings' }>;

/** Who changed what and why; every version stays. */
export function VersionsSheet({ area }: VersionsProps) {
	const say = useTranslations('policy.versions');
	const [open, setOpen] = useState<number | null>(null);
	const list = useListOf(policyVersionsEndpoint, { area, limit: 20 }, { topics: ['setting'] });
	return (
		<Sheet title={say('title')}>
			<Answer query={list} what={say('title')}>
				{() =>
					list.items.length === 0 ? (
						<Empty kind="not-yet" title={say('none')} />
					) : (
						<Table
							label={say('title')}
							rows={list.items}
							rowKey={({ number }) => String(number)}
							more={list.more}
							columns={[
								{
									key: 'number',
									head: say('number'),
									cell: ({ number }) => (
										<Button small onPress={() => setOpen(number)}>
											{say('version', { number })}
										</Button>
									),
								},
								{ key: 'note', head: say('note'), cell: ({ note }) => note },
								{ key: 'by', head: say('by'), cell: ({ by }) => by?.name ?? '' },
								{ key: 'at', head: say('at'), cell: ({ at }) => (at === null ? '' : <Moment at={at} />) },
							]}
						/>
					)
				}
			</Answer>
			{open !== null && <VersionDialog area={area} number={open} onClose={() => setOpen(null)} />}
		</Sheet>
	);
}
