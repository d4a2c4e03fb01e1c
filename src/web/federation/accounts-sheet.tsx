import { useState } from 'react';
import { useTranslations } from 'use-intl';

import type { FediverseStateView } from '#contract/federation.ts';

import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { Plate } from '../parts/plate.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Table } from '../parts/table.tsx';
import { FollowersDialog } from './followers-dialog.tsx';

type Account = FediverseStateView['actors'][number];
type AccountsProps = Readonly<{ actors: readonly Account[] }>;

/** The accounts of the own house, and how many follow each, by server. Who follows is nobody's business. */
export function AccountsSheet({ actors }: AccountsProps) {
	const say = useTranslations('federation');
	return (
		<Sheet title={say('accounts')} count={actors.length}>
			<Table
				label={say('accounts')}
				rows={actors}
				rowKey={({ presenceId }) => presenceId}
				columns={[
					{ key: 'name', head: say('name'), cell: (actor) => <Name actor={actor} /> },
					{ key: 'handle', head: say('handle'), cell: ({ handle }) => <Handle handle={handle} /> },
					{ key: 'followers', head: say('followers'), cell: (actor) => <Followers actor={actor} /> },
				]}
			/>
		</Sheet>
	);
}

type NameProps = Readonly<{ actor: Account }>;

function Name({ actor: { presenceId, name, retired } }: NameProps) {
	const say = useTranslations('federation');
	return (
		<span className="acts">
			<Plate channel="activitypub" />
			<DeskLink to={`/einrichtung/auftritte/${presenceId}`}>{name}</DeskLink>
			{retired && <span className="hint">{say('retired')}</span>}
		</span>
	);
}

type HandleProps = Readonly<{ handle: string }>;

function Handle({ handle }: HandleProps) {
	const say = useTranslations('federation');
	const [copied, setCopied] = useState(false);
	const copy = () => void navigator.clipboard.writeText(`@${handle}`).then(() => setCopied(true));
	return (
		<span className="acts">
			<span className="mono">@{handle}</span>
			<Button small icon={copied ? 'check' : 'copy'} onPress={copy}>
				{say(copied ? 'copied' : 'copy')}
			</Button>
		</span>
	);
}

function Followers({ actor }: NameProps) {
	const say = useTranslations('federation');
	const [shown, setShown] = useState(false);
	return (
		<span className="acts">
			{actor.followers}
			{actor.followers > 0 && (
				<Button small onPress={() => setShown(true)}>
					{say('by-server')}
				</Button>
			)}
			{shown && <FollowersDialog presenceId={actor.presenceId} onClose={() => setShown(false)} />}
		</span>
	);
}
