import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';

import type { Message } from '#contract/dialogue.ts';
import { revealEndpoint } from '#contract/privacy.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { useOffice } from '../shell/office.tsx';
import type { ConversationDetail } from './conversation-detail.ts';

type HeardProps = Readonly<{ message: Message; conversation: Pick<ConversationDetail, 'id' | 'unitId'> }>;

/** What was said. Personal data in it is hidden until somebody wants to see it, which the record keeps. */
export function HeardWords({ message, conversation }: HeardProps) {
	const say = useTranslations('privacy.reveal');
	const { may } = useOffice();
	const [shown, show] = useState<{ readonly of: string; readonly text: string }>();
	const act = useAct(revealEndpoint);
	const open = shown?.of === message.text;
	const reveal = async () => {
		const answer = await act.run({ conversationId: conversation.id, messageId: message.id });
		if (answer.ok) show({ of: message.text, text: answer.value.text ?? message.text });
	};
	return (
		<>
			<Words text={open ? shown.text : message.text} />
			{message.masked && may('conversation.reveal', conversation.unitId) && (
				<span className="priv-show">
					<Button
						small
						kind="quiet"
						icon={open ? 'eye-off' : 'eye'}
						busy={act.busy}
						onPress={() => (open ? show(undefined) : void reveal())}
					>
						{say(open ? 'hide' : 'show')}
					</Button>
				</span>
			)}
			<FormSummary failure={act.failure} />
		</>
	);
}

/** Plain text with its line breaks; addresses become links that say where they lead. */
function Words({ text }: Readonly<{ text: string }>) {
	return <span className="words">{pieces(text)}</span>;
}

const pieces = (text: string): ReactNode[] => {
	const shown: ReactNode[] = [];
	let at = 0;
	for (const { 0: address, index } of text.matchAll(/https?:\/\/[^\s<>"')]+/g)) {
		shown.push(
			text.slice(at, index),
			<a key={index} href={address} rel="noreferrer noopener" target="_blank">
				{address}
			</a>,
		);
		at = index + address.length;
	}
	return [...shown, text.slice(at)];
};
