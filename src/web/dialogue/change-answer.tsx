import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { editReplyEndpoint, withdrawReplyEndpoint } from '#contract/answering.ts';
import type { Message } from '#contract/dialogue.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { ConfirmDialog, Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { TextArea } from '../parts/field.tsx';
import { useOffice } from '../shell/office.tsx';
import type { ConversationDetail } from './conversation-detail.ts';
import { ReplyLook } from './reply-look.tsx';
import { useLook } from './use-look.ts';

type ChangeProps = Readonly<{
	message: Message;
	conversation: ConversationDetail;
	onAnew: (text: string) => void;
}>;

/** Changes an answer that stands, takes it back, or stops it while it waits. */
export function ChangeAnswer({ message, conversation, onAnew }: ChangeProps) {
	const say = useTranslations('answering.change');
	const { may } = useOffice();
	const [doing, setDoing] = useState<'edit' | 'withdraw' | null>(null);
	const { can, unitId } = conversation;
	const { isOut, mayTakeBack, isChanging } = standingOf(message, can);
	if (isChanging || !may('conversation.answer', unitId)) return null;
	const close = () => setDoing(null);
	return (
		<>
			<div className="sent-acts">
				{isOut && (can.edit || can.withdraw) && (
					<Button small kind="quiet" icon="pen-line" onPress={() => setDoing('edit')}>
						{say('edit')}
					</Button>
				)}
				{mayTakeBack && (
					<Button small kind="quiet" icon="undo-2" onPress={() => setDoing('withdraw')}>
						{say(isOut ? 'withdraw' : 'stop')}
					</Button>
				)}
				{isOut && !can.edit && !can.withdraw && <span className="hint">{say('nothing-possible')}</span>}
			</div>
			{doing === 'edit' && can.edit && <EditDialog message={message} conversation={conversation} onClose={close} />}
			{doing === 'edit' && !can.edit && <AnewDialog {...{ message, conversation, onAnew }} onClose={close} />}
			{doing === 'withdraw' && <WithdrawDialog message={message} conversation={conversation} onClose={close} />}
		</>
	);
}

const standingOf = ({ delivery, changes, plannedFor }: Message, can: ConversationDetail['can']) => ({
	isOut: delivery === 'published',
	// What waits for its time is taken back where that time stands.
	mayTakeBack: (delivery === 'waiting' && plannedFor === null) || (delivery === 'published' && can.withdraw),
	isChanging: changes.some(({ state }) => state === 'waiting' || state === 'unclear'),
});

type DialogProps = Readonly<{ message: Message; conversation: ConversationDetail; onClose: () => void }>;

function EditDialog({ message, conversation, onClose }: DialogProps) {
	const say = useTranslations('answering.change');
	const hold = useTranslations('answering');
	const [text, setText] = useState(message.text);
	const edit = useAct(editReplyEndpoint, { topics: ['conversation'] });
	const looked = useLook(conversation.id, text);
	const held = looked?.findings.some(({ severity }) => severity === 'block') === true;
	const isSame = text.trim() === message.text.trim() || text.trim() === '';
	const save = async () => {
		const input = { conversationId: conversation.id, messageId: message.id, text };
		const changed = await edit.run({ ...input, language: message.language ?? 'de' });
		if (changed.ok) onClose();
	};
	const acts = (
		<>
			<Button onPress={onClose}>{say('leave')}</Button>
			<Button
				kind="main"
				busy={edit.busy}
				blocked={held ? hold('held') : isSame ? say('same') : undefined}
				onPress={() => void save()}
			>
				{say('edit-verb')}
			</Button>
		</>
	);
	return (
		<Dialog title={say('edit-title')} onClose={onClose} acts={acts} wide>
			<FormSummary failure={edit.failure} />
			<TextArea label={say('words')} value={text} onChange={setText} rows={5} autoFocus />
			{looked && <ReplyLook looked={looked} text={text} onMend={setText} />}
			<p className="hint">{say(conversation.channel === 'form' ? 'edit-hint-form' : 'edit-hint')}</p>
		</Dialog>
	);
}

/** The network cannot change what stands: it is taken back, and the words are put into the field to be said anew. */
function AnewDialog({ message, conversation, onAnew, onClose }: DialogProps & Pick<ChangeProps, 'onAnew'>) {
	const say = useTranslations('answering.change');
	const withdraw = useAct(withdrawReplyEndpoint, { topics: ['conversation'] });
	const input = { conversationId: conversation.id, messageId: message.id };
	const confirm = async (reason: string) => {
		const taken = await withdraw.run({ ...input, reason });
		if (taken.ok) onAnew(message.text);
		return taken;
	};
	return (
		<ConfirmDialog
			title={say('anew-title')}
			verb={say('anew-verb')}
			safe={say('leave')}
			icon="undo-2"
			reason={say('reason')}
			onConfirm={confirm}
			onClose={onClose}
		>
			<p>{say('anew-text')}</p>
		</ConfirmDialog>
	);
}

function WithdrawDialog({ message, conversation, onClose }: DialogProps) {
	const say = useTranslations('answering.change');
	const withdraw = useAct(withdrawReplyEndpoint, { topics: ['conversation'] });
	const input = { conversationId: conversation.id, messageId: message.id };
	const waits = message.delivery === 'waiting';
	return (
		<ConfirmDialog
			title={say(waits ? 'stop-title' : 'withdraw-title')}
			verb={say(waits ? 'stop' : 'withdraw')}
			safe={say('leave')}
			danger
			reason={say('reason')}
			onConfirm={(reason) => withdraw.run({ ...input, reason })}
			onClose={onClose}
		>
			<p>{say(waits ? 'stop-text' : 'withdraw-text')}</p>
		</ConfirmDialog>
	);
}
