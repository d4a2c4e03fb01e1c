import { useTranslations } from 'use-intl';

import { Callout } from '../parts/callout.tsx';
import { Icon } from '../parts/icon.tsx';
import type { ConversationDetail } from './conversation-detail.ts';

/** The network lets us answer only who named us: why, and the way to answer there by hand. */
export function AnswerElsewhere({
	conversation: { threadUrl, channel },
}: Readonly<{ conversation: ConversationDetail }>) {
	const say = useTranslations('dialogue.elsewhere');
	const sayChannel = useTranslations('common.channel');
	const name = channel === 'form' ? '' : sayChannel(channel as 'x'); // NOTE: a conversation on a network is on one of these.
	const act = threadUrl && (
		<a className="btn sm" href={threadUrl} target="_blank" rel="noreferrer noopener">
			<Icon name="forward" /> {say('open', { name })}
		</a>
	);
	return (
		<div className="pad">
			<Callout kind="hint" title={say('title', { name })} act={act}>
				{say('text')}
			</Callout>
		</div>
	);
}
