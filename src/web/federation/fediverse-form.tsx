import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { switchOnFediverseEndpoint } from '#contract/federation.ts';

import { Assistant, type FormProps, filled, useWanted, WantedFields } from '../channels/connect-forms.tsx';
import { OpeningFields, useOpening } from '../channels/opening-fields.tsx';
import { useAct } from '../parts/asking.ts';
import { TextField } from '../parts/field.tsx';

/** A unit's account under the own address. No other house is asked: it is made here. */
export function FediverseForm({ onDone }: FormProps) {
	const say = useTranslations('federation.form');
	const wanted = useWanted();
	const opening = useOpening('activitypub');
	const [handle, setHandle] = useState('');
	const [tried, setTried] = useState(false);
	const open = useAct(switchOnFediverseEndpoint, { topics: ['presence'], onDone: ({ id }) => onDone(id) });
	const send = () => {
		setTried(true);
		const { unitId, name } = wanted;
		if (!filled(unitId, name, handle) || !opening.complete) return;
		void open.run({ unitId, name, handle, opening: opening.facts });
	};
	const found = `@${handle.trim().replace(/^@/, '').toLowerCase()}@${window.location.host}`;
	return (
		<Assistant verb={say('go')} busy={open.busy} failure={open.failure} onSend={send}>
			<WantedFields wanted={wanted} tried={tried} shared={false} />
			<OpeningFields opening={opening} tried={tried} />
			<TextField
				label={say('handle')}
				hint={handle.trim() === '' ? say('handle-hint') : say('preview', { handle: found })}
				value={handle}
				onChange={setHandle}
				spellCheck={false}
				error={tried && !handle.trim() ? say('missing') : undefined}
			/>
		</Assistant>
	);
}
