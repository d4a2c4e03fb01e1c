import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { z } from 'zod';

import type { PresenceView } from '#contract/channels.ts';
import { presenceOpeningEndpoint, stateOpeningEndpoint } from '#contract/presence-opening.ts';

import { sayDay } from '../library/day.ts';
import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useOffice } from '../shell/office.tsx';
import { nothingStated, OpeningFields, useOpening } from './opening-fields.tsx';

type Facts = NonNullable<z.output<typeof presenceOpeningEndpoint.output>['facts']>;
type OpeningProps = Readonly<{ presence: PresenceView }>;

/** What was agreed before this presence was opened, and the way to state it. */
export function OpeningSheet({ presence }: OpeningProps) {
	const say = useTranslations('channels.opening');
	const { may } = useOffice();
	const { id, opening, state, unitId } = presence;
	const query = useQueryOf(presenceOpeningEndpoint, { id }, { topics: ['presence'], enabled: opening === 'stated' });
	const [stating, setStating] = useState(false);
	if (opening === 'not-needed') return null;
	const facts = query.data?.facts ?? null;
	const mayState = may('presence.manage', unitId) && state !== 'retired' && (opening !== 'stated' || facts !== null);
	return (
		<Sheet title={say('sheet')}>
			<div className="pad stack">
				{opening === 'not-stated' && <p>{say('not-stated')}</p>}
				{opening === 'stated' && (
					<Answer query={query}>{(answer) => answer.facts && <Stated facts={answer.facts} />}</Answer>
				)}
				{mayState && (
					<div className="acts">
						<Button icon="pen-line" onPress={() => setStating(true)}>
							{say(opening === 'stated' ? 'change' : 'state')}
						</Button>
					</div>
				)}
			</div>
			{stating && <StateDialog presence={presence} facts={facts} onClose={() => setStating(false)} />}
		</Sheet>
	);
}

function Stated({ facts }: Readonly<{ facts: Facts }>) {
	const say = useTranslations('channels.opening');
	const language = useLocale();
	const pairs = [
		['consent', say('consent-said', { name: facts.consentBy, day: sayDay(facts.consentOn, language) })],
		['purpose', facts.purpose],
		['audience', facts.audience],
		['responsible', facts.responsible.name || say('gone')],
		['deputy', facts.deputy.name || say('gone')],
		['resolution', facts.resolution ?? say('resolution-none')],
	] as const;
	return (
		<dl className="kv">
			{pairs.map(([key, value]) => (
				<div className="kv-row" key={key}>
					<dt>{say(key)}</dt>
					<dd>{value}</dd>
				</div>
			))}
		</dl>
	);
}

type StateProps = Readonly<{ presence: PresenceView; facts: Facts | null; onClose: () => void }>;

function StateDialog({ presence: { id, channel }, facts, onClose }: StateProps) {
	const say = useTranslations('channels.opening');
	const { responsible, deputy, ...rest } = facts ?? {};
	const begin = { ...nothingStated, ...rest, responsibleId: responsible?.id ?? '', deputyId: deputy?.id ?? '' };
	const opening = useOpening(channel, begin);
	const [tried, setTried] = useState(false);
	const act = useAct(stateOpeningEndpoint, { topics: ['presence'], onDone: onClose });
	const send = () => {
		setTried(true);
		if (opening.complete) void act.run({ id, opening: opening.facts });
	};
	const acts = (
		<>
			<Button onPress={onClose}>{say('cancel')}</Button>
			<Button kind="main" busy={act.busy} onPress={send}>
				{say('save')}
			</Button>
		</>
	);
	return (
		<Dialog wide title={say('sheet')} onClose={onClose} acts={acts}>
			<FormSummary failure={act.failure} />
			<OpeningFields opening={opening} tried={tried} />
		</Dialog>
	);
}
