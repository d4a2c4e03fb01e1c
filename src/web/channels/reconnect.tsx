import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { type PresenceView, reconnectPresenceEndpoint } from '#contract/channels.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { TextField } from '../parts/field.tsx';

type ReconnectProps = Readonly<{
	presence: PresenceView;
	/** It is what is to be done now. */
	asked?: boolean;
}>;

/** Only there a person may have a new key to type. */
const typed: ReadonlySet<PresenceView['channel']> = new Set<PresenceView['channel']>(['mastodon', 'bluesky']);

/** Gives the presence a new key: at once where its owner agrees at the network, else after typing it. */
export function Reconnect({ presence, asked = false }: ReconnectProps) {
	const say = useTranslations('channels.one');
	const [open, setOpen] = useState(false);
	const again = useReconnect(() => undefined);
	const { id, practice, channel, health } = presence;
	const types = !practice && typed.has(channel);
	return (
		<>
			<FormSummary failure={again.failure} />
			<div className="acts">
				<Button
					icon="link"
					kind={asked || health.state === 'unauthorised' ? 'main' : 'plain'}
					busy={again.busy}
					onPress={() => (types ? setOpen(true) : void again.run({ id }))}
				>
					{say('reconnect')}
				</Button>
			</div>
			{open && <ReconnectDialog presence={presence} onClose={() => setOpen(false)} />}
		</>
	);
}

/** Goes to the network where it wants to ask the owner. */
const useReconnect = (onDone: () => void) =>
	useAct(reconnectPresenceEndpoint, {
		topics: ['presence'],
		onDone: ({ authorizeUrl }) => {
			if (authorizeUrl) window.location.assign(authorizeUrl);
			else onDone();
		},
	});

type ReconnectDialogProps = Readonly<{ presence: PresenceView; onClose: () => void }>;

function ReconnectDialog({ presence, onClose }: ReconnectDialogProps) {
	const say = useTranslations('channels.one');
	const [secret, setSecret] = useState('');
	const { id, channel } = presence;
	const again = useReconnect(onClose);
	const given = secret.trim();
	const acts = (
		<>
			<Button onPress={onClose}>{say('cancel')}</Button>
			<Button
				kind="main"
				icon="link"
				busy={again.busy}
				onPress={() => void again.run({ id, ...(given ? { secret: given } : {}) })}
			>
				{say('reconnect')}
			</Button>
		</>
	);
	return (
		<Dialog title={say('reconnect-title')} onClose={onClose} acts={acts}>
			<p>{say(channel === 'bluesky' ? 'reconnect-bluesky' : 'reconnect-mastodon')}</p>
			<FormSummary failure={again.failure} />
			<TextField
				label={say('secret')}
				type="password"
				autoComplete="off"
				value={secret}
				onChange={setSecret}
				optional={channel === 'mastodon'}
			/>
		</Dialog>
	);
}
