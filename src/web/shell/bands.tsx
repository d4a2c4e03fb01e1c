import { useTranslations } from 'use-intl';

import { deliveryStatusEndpoint } from '#contract/delivery.ts';
import { instant } from '#kernel/time.ts';

import { useStopName } from '../delivery/stop-name.ts';
import { useQueryOf } from '../parts/asking.ts';
import { Band } from '../parts/callout.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { useSpeakMoment } from '../parts/moment.tsx';
import { useOffice } from './office.tsx';

type BandsProps = Readonly<{ connected: boolean }>;

/** What everybody at this desk must know: the gravest two. */
export function Bands({ connected }: BandsProps) {
	const say = useTranslations('shell.band');
	const saySample = useTranslations('sample');
	const { flags } = useOffice();
	const pause = usePause();
	const texts = {
		offline: { title: say('offline'), text: say('offline-text') },
		paused: pause,
		sample: { title: saySample('band.title'), text: saySample('band.text') },
		practice: { title: say('practice'), text: say('practice-text') },
		lab: { title: say('lab'), text: say('lab-text') },
	};
	// Everything in a sample practises: one band says both.
	const practice = flags.practice && !flags.sample;
	const holding = { offline: !connected, paused: pause !== null, sample: flags.sample, practice, lab: flags.lab };
	const shown = (['offline', 'paused', 'sample', 'practice', 'lab'] as const)
		.filter((kind) => holding[kind])
		.slice(0, 2);
	if (shown.length === 0) return null;
	return (
		<aside className="bands" aria-label={say('label')}>
			{shown.map((kind) => (
				<Band
					key={kind}
					kind={kind}
					title={texts[kind]?.title ?? ''}
					end={kind === 'sample' && <DeskLink to="/musterstadt">{saySample('page.menu')}</DeskLink>}
				>
					{texts[kind]?.text}
				</Band>
			))}
		</aside>
	);
}

/** Who stopped everything, or what stands still, and how much waits because of it. */
const usePause = (): { readonly title: string; readonly text: string } | null => {
	const say = useTranslations('shell.band');
	const speak = useSpeakMoment();
	const nameOf = useStopName();
	const { data } = useQueryOf(deliveryStatusEndpoint, {}, { topics: ['delivery', 'presence', 'setting'] });
	if (!data || data.stops.length === 0) return null;
	if (!data.paused) {
		const names = data.stops.map(nameOf).join(', ');
		return { title: say('paused-part', { names }), text: say('paused-part-text', { count: data.waiting }) };
	}
	const { byName, at } = data.paused;
	const title = byName ? say('paused-by', { name: byName, moment: speak(instant(at)) }) : say('paused');
	return { title, text: say('paused-text', { count: data.waiting }) };
};
