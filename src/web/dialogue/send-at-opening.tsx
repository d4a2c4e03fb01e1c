import { useTranslations } from 'use-intl';

import { Button } from '../parts/button.tsx';
import { Moment } from '../parts/moment.tsx';

type OpensAtProps = Readonly<{ opensAt: string }>;

/** The unit is closed: when it opens next. */
export function OpensAt({ opensAt }: OpensAtProps) {
	const say = useTranslations('dialogue.planned');
	return (
		<p className="hint">
			{say('opens')} <Moment at={opensAt} />
		</p>
	);
}

type SendAtOpeningProps = Readonly<{
	busy: boolean;
	blocked: string | undefined;
	onSend: () => void;
}>;

/** Lets the answer wait until then. */
export function SendAtOpening({ busy, blocked, onSend }: SendAtOpeningProps) {
	const say = useTranslations('dialogue.planned');
	return (
		<Button icon="calendar-clock" busy={busy} blocked={blocked} onPress={onSend}>
			{say('send')}
		</Button>
	);
}
