import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { noteEndpoint, replyEndpoint } from '#contract/dialogue.ts';

import { useAct } from '../parts/asking.ts';
import { useAnnounce } from '../parts/toast.tsx';
import type { ConversationDetail } from './conversation-detail.ts';
import { type Looked, useLook } from './use-look.ts';

export type ReplyKind = 'reply' | 'note';

/** What is being written in a conversation, and whether it may leave. What is typed stays until it has been taken. */
export const useReplyDraft = (conversation: ConversationDetail, start: string) => {
	const [kind, setKind] = useState<ReplyKind>('reply');
	const [text, setText] = useState(start);
	const [awaits, setAwaits] = useState(false);
	/** The version the writer had before their eyes when they began: somebody else's answer since then must be read first. */
	const [seen, setSeen] = useState(conversation.version);
	const reply = useAct(replyEndpoint, { topics: ['conversation'] });
	const note = useAct(noteEndpoint, { topics: ['conversation'] });
	const announce = useAnnounce();
	const waits = useTranslations('answering.waiting');
	const planned = useTranslations('dialogue.planned');
	const looked = useLook(conversation.id, kind === 'reply' ? text : '');
	const movedOn = text !== '' && conversation.version !== seen && kind === 'reply';
	const blocked = useBlocked({ movedOn, text, looked, elsewhere: kind === 'reply' && !conversation.mayAnswer });
	const write = (next: string) => {
		if (text === '') setSeen(conversation.version);
		setText(next);
	};
	const send = async (when: 'now' | 'opening' = 'now'): Promise<void> => {
		const conversationId = conversation.id;
		const sent =
			kind === 'reply'
				? await reply.run({ conversationId, text, language: 'de', seenVersion: seen, awaits, when })
				: await note.run({ conversationId, text });
		if (!sent.ok) return;
		if ('waits' in sent.value && sent.value.waits) announce(waits('sent'));
		else if (when === 'opening') announce(planned('kept'));
		setText('');
		setAwaits(false);
	};
	const haveRead = () => setSeen(conversation.version);
	const { busy, failure } = kind === 'reply' ? reply : note;
	return { kind, setKind, text, write, awaits, setAwaits, looked, movedOn, haveRead, blocked, send, busy, failure };
};

type Standing = Readonly<{ movedOn: boolean; text: string; looked: Looked | undefined; elsewhere: boolean }>;

/** Why it cannot leave yet. */
const useBlocked = ({ movedOn, text, looked, elsewhere }: Standing): string | undefined => {
	const say = useTranslations('dialogue');
	const hold = useTranslations('answering');
	if (elsewhere) return say('elsewhere.blocked');
	if (movedOn) return say('read-first');
	if (text.trim() === '') return say('empty');
	return looked?.findings.some(({ severity }) => severity === 'block') ? hold('held') : undefined;
};
