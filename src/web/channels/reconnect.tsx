import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { type PresenceView, reconnectPresenceEndpoint } from '#contract/channels.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { TextField } from '../parts/field.tsx';

type ReconnectProps = Readonly<{ presence: PresenceView }>;

/** Gives the presence a new key. At Mastodon the owner may agree again instead of typing one. */
export function Reconnect({ presence }: ReconnectProps) {
	const say = useTranslations('channels.one');
	const [open, setOpen] = useState(false);
	const ill = presence.health.state === 'unauthorised';
	return (
		<div className="acts">
			<Button icon="link" kind={ill ? 'main' : 'plain'} onPress={() => setOpen(true)}>
				{say('reconnect')}
			</Button>
			{open && <ReconnectDialog presence={presence} onClose={() => setOpen(false)} />}
		</div>
	);
}

type ReconnectDialogProps = Readonly<{ presence: PresenceView; onClose: () => void }>;

function ReconnectDialog({ presence, onClose }: ReconnectDialogProps) {
	const say = useTranslations('channels.one');
	const [secret, setSecret] = useState('');
	const { id, practice, channel } = presence;
	const again = useAct(reconnectPresenceEndpoint, {
		topics: ['presence'],
		onDone: ({ authorizeUrl }) => {
			if (authorizeUrl) window.location.assign(authorizeUrl);
			else onClose();
		},
	});
	const given = secret.trim();
	const explained = practice
		? 'reconnect-practice'
		: channel === 'bluesky'
			? 'reconnect-bluesky'
			: 'reconnect-mastodon';
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
			<p>{say(explained)}</p>
			<FormSummary failure={again.failure} />
			{!practice && (
				<TextField
					label={say('secret')}
					type="password"
					autoComplete="off"
					value={secret}
					onChange={setSecret}
					optional={channel === 'mastodon'}
				/>
			)}
		</Dialog>
	);
}
