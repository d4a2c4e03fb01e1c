import { useTranslations } from 'use-intl';

import { Button } from '../parts/button.tsx';
import { changeRound, takeUpRound, useRound } from './round.ts';

/** Offers the round on the first page, until it was answered. */
export function RoundInvitation() {
	const say = useTranslations('guide');
	const { state } = useRound();
	if (state !== 'offered' && state !== 'resting') return null;
	return (
		<section className="guide" aria-label={say('title')}>
			<div className="guide-m">
				<b>{say(state === 'resting' ? 'rests' : 'offer')}</b>
				<p>{say('offer-text')}</p>
			</div>
			<div className="guide-acts">
				<Button small kind="main" onPress={takeUpRound}>
					{say(state === 'resting' ? 'go-on' : 'begin')}
				</Button>
				<Button small kind="quiet" onPress={() => changeRound({ state: 'ended' })}>
					{say('no')}
				</Button>
			</div>
		</section>
	);
}
