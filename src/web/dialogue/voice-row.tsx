import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { decideVoiceEndpoint, type Voice } from '#contract/voices.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Moment } from '../parts/moment.tsx';
import { Plate } from '../parts/plate.tsx';
import { Stamp, type StampState } from '../parts/stamp.tsx';
import { useAnnounce } from '../parts/toast.tsx';

const stamps: Readonly<Record<Exclude<Voice['standing'], 'narrow'>, StampState>> = {
	shown: 'published',
	waiting: 'approval',
	held: 'missing',
	hidden: 'withdrawn',
	moderated: 'withdrawn',
	gone: 'withdrawn',
};

type RowProps = Readonly<{ postId: string; voice: Voice; opened: boolean }>;

/** One voice: who, where, what, how far it is, and the way to its conversation. */
export function VoiceRow({ postId, voice, opened }: RowProps) {
	const say = useTranslations('voices');
	const sayState = useTranslations('dialogue.state');
	const { standing, author, channel, sentAt, editedAt, text, masked, pictures, conversation } = voice;
	const gone = standing === 'gone';
	return (
		<li className="voice">
			<div className="voice-h">
				<Plate channel={channel} />
				<b className="wrap-any">{author}</b>
				<span className="hint">
					<Moment at={sentAt} />
					{editedAt && `, ${say('edited')}`}
				</span>
				{standing === 'narrow' || (!opened && !gone) ? (
					<span className="hint">{standing === 'narrow' && say('standing.narrow')}</span>
				) : (
					<Stamp state={stamps[standing]}>{say(`standing.${standing}`)}</Stamp>
				)}
			</div>
			<p className="words wrap-any" dir="auto">
				{gone ? <span className="hint">{say('gone')}</span> : text || <span className="hint">{say('no-words')}</span>}
			</p>
			{pictures > 0 && <p className="hint">{say('pictures', { count: pictures })}</p>}
			{masked && <p className="hint">{say('masked')}</p>}
			{standing === 'hidden' && voice.reason && <p className="hint wrap-any">{voice.reason}</p>}
			<div className="acts">
				<DeskLink to={`/dialog/${voice.conversationId}`}>{say('conversation')}</DeskLink>
				<span className="hint">{sayState(conversation)}</span>
				{voice.url && (
					<a href={voice.url} target="_blank" rel="noopener noreferrer nofollow">
						{say('network')}
					</a>
				)}
				{voice.mayDecide && <Decide postId={postId} voice={voice} />}
			</div>
		</li>
	);
}

/** Lets it onto the public page, or keeps it from there. */
function Decide({ postId, voice }: Readonly<{ postId: string; voice: Voice }>) {
	const say = useTranslations('voices');
	const announce = useAnnounce();
	const [hiding, setHiding] = useState(false);
	const act = useAct(decideVoiceEndpoint, { topics: ['conversation'] });
	const { id: messageId, seen, standing } = voice;
	const decide = async (decision: 'show' | 'hide', reason = '') => {
		const decided = await act.run({ id: postId, messageId, decision, reason, seen });
		if (decided.ok) announce(say(decision === 'show' ? 'shown-done' : 'hidden-done'));
		return decided;
	};
	return (
		<>
			{standing !== 'shown' && (
				<Button small icon="check" busy={act.busy} onPress={() => void decide('show')}>
					{say('show')}
				</Button>
			)}
			{standing !== 'hidden' && (
				<Button small onPress={() => setHiding(true)}>
					{say('hide')}
				</Button>
			)}
			{!hiding && <FormSummary failure={act.failure} />}
			{hiding && (
				<ConfirmDialog
					title={say('hide-title')}
					verb={say('hide')}
					safe={say('leave')}
					reason={say('reason')}
					onConfirm={(reason) => decide('hide', reason)}
					onClose={() => setHiding(false)}
				>
					<p>{say('hide-text')}</p>
				</ConfirmDialog>
			)}
		</>
	);
}
