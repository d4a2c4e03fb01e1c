import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';

import { sampleEndpoint } from '#contract/sample.ts';
import { seconds } from '#kernel/time.ts';

import { ButtonLink } from '../parts/button.tsx';
import { call } from '../parts/call.ts';
import { askHealth, type Health } from '../parts/health.ts';
import { usePageTitle } from '../parts/page-title.ts';
import { Brand } from '../shell/side.tsx';

type SampleWaitProps = Readonly<{ wish: 'build' | 'clear' }>;

/** Waits until the office opens anew, says how far it is, and goes on by itself. */
export function SampleWait({ wish }: SampleWaitProps) {
	const say = useTranslations('sample.wait');
	const { progress, failed } = useReopening(wish);
	const title = failed ? say('failed') : say(wish === 'build' ? 'building' : 'clearing');
	const lead = failed ? say('failed-lead') : say(wish === 'build' ? 'building-lead' : 'clearing-lead');
	const heading = usePageTitle(title);
	return (
		<div className="wiz">
			<header className="wiz-top">
				<Brand />
			</header>
			<main className="wiz-m door">
				<div>
					<h1 tabIndex={-1} ref={heading}>
						{title}
					</h1>
					<p className="lead">{lead}</p>
					<div className="sheet pad form">
						{failed ? <ButtonLink to="/einrichten">{say('again')}</ButtonLink> : <HowFar progress={progress} />}
					</div>
				</div>
			</main>
		</div>
	);
}

type HowFarProps = Readonly<{ progress: Health['progress'] }>;

function HowFar({ progress }: HowFarProps) {
	const say = useTranslations('sample.wait');
	const words = progress ? say('progress', { ...progress }) : say('starting');
	return (
		<>
			<progress aria-label={words} {...(progress ? { value: progress.done, max: progress.of } : {})} />
			<p className="hint">{words}</p>
		</>
	);
}

/** Where one goes on once the office stands: into the city, or to the set-up. */
const useReopening = (wish: 'build' | 'clear') => {
	const closed = useRef(false);
	const asked = useQuery({
		queryKey: [['setting'], '/health', 'reopening'],
		queryFn: askHealth,
		refetchInterval: seconds(1),
		retry: false,
		gcTime: 0,
	});
	const state = asked.data?.state;
	useEffect(() => {
		if (state === 'starting') closed.current = true;
	}, [state]);
	const open = state !== undefined && state !== 'starting';
	const { data: built } = useQuery({
		queryKey: [['setting'], sampleEndpoint.path, 'reopened'],
		queryFn: async () => {
			const answer = await call(sampleEndpoint, {});
			return answer.ok && answer.value.sample;
		},
		enabled: open,
		refetchInterval: seconds(1),
		gcTime: 0,
	});
	const reached = built === (wish === 'build');
	useEffect(() => {
		if (open && reached) location.assign(wish === 'build' ? '/desk/anmelden' : '/desk/einrichten');
	}, [open, reached, wish]);
	return { progress: asked.data?.progress, failed: open && built === false && wish === 'build' && closed.current };
};
