import { useTranslations } from 'use-intl';

import { listFediverseFollowersEndpoint } from '#contract/federation.ts';

import { Answer } from '../parts/answer.tsx';
import { useListOf } from '../parts/asking.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Table } from '../parts/table.tsx';

type FollowersDialogProps = Readonly<{ presenceId: string; onClose: () => void }>;

/** How many follow from which server. */
export function FollowersDialog({ presenceId, onClose }: FollowersDialogProps) {
	const say = useTranslations('federation');
	const list = useListOf(listFediverseFollowersEndpoint, { id: presenceId }, { topics: ['presence'] });
	return (
		<Dialog title={say('followers-by-server')} onClose={onClose}>
			<p className="hint">{say('followers-hint')}</p>
			<Answer query={list} what={say('followers')}>
				{() => (
					<Table
						label={say('followers-by-server')}
						rows={list.items}
						rowKey={({ host }) => host}
						more={list.more}
						columns={[
							{ key: 'host', head: say('host'), cell: ({ host }) => <span className="mono">{host}</span> },
							{ key: 'followers', head: say('followers'), right: true, cell: ({ followers }) => followers },
						]}
					/>
				)}
			</Answer>
		</Dialog>
	);
}
