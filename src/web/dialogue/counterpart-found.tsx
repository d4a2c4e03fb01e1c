import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { exportCounterpartEndpoint, type FoundCounterpart } from '#contract/privacy.ts';
import { instant } from '#kernel/time.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Moment, useSpeakMoment } from '../parts/moment.tsx';
import { Plate } from '../parts/plate.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { AskErasureDialog } from './counterpart-erasures.tsx';

type CounterpartProps = Readonly<{ found: FoundCounterpart; reason: string; onAsked: () => void }>;

/** One whom the search found: enough to tell whether it is the person who asks. */
export function Counterpart({ found, reason, onAsked }: CounterpartProps) {
	const say = useTranslations('privacy.find');
	const { id, channel, label, masked, whole, newest, erasureId } = found;
	const [asking, setAsking] = useState(false);
	const give = useExport();
	return (
		<article className="priv-one" aria-label={label}>
			<header className="wrapx">
				<Plate channel={channel} />
				<b className="wrap-any">{label}</b>
				{masked && <Stamp state="withdrawn">{say('masked')}</Stamp>}
				{!whole && <Stamp state="due">{say('name-only')}</Stamp>}
			</header>
			<Extent found={found} />
			{!whole && <p className="hint">{say('name-only-hint')}</p>}
			{newest.length > 0 && (
				<ul className="plain-list" aria-label={say('newest')}>
					{newest.map((one) => (
						<li key={one.id}>
							<DeskLink to={`/dialog/${one.id}`}>{one.excerpt || say('without-words')}</DeskLink>{' '}
							<span className="hint">
								<Moment at={one.lastAt} />
							</span>
						</li>
					))}
				</ul>
			)}
			<FormSummary failure={give.failure} />
			<div className="acts">
				<Button small icon="download" busy={give.busy} onPress={() => void give.run({ counterpartId: id, reason })}>
					{say('export')}
				</Button>
				<Button
					small
					kind="danger"
					icon="trash"
					blocked={erasureId ? say('asked-already') : undefined}
					onPress={() => setAsking(true)}
				>
					{say('erase')}
				</Button>
			</div>
			{asking && <AskErasureDialog counterpartId={id} onAsked={onAsked} onClose={() => setAsking(false)} />}
		</article>
	);
}

function Extent({ found: { conversations, firstAt, lastAt } }: Pick<CounterpartProps, 'found'>) {
	const say = useTranslations('privacy.find');
	const speak = useSpeakMoment();
	return (
		<p className="hint">
			{say('conversations', { count: conversations })}
			{firstAt && lastAt && `, ${say('between', { from: speak(instant(firstAt)), until: speak(instant(lastAt)) })}`}
		</p>
	);
}

/** The file is made here in the browser: nothing of it stays on the server. */
const useExport = () => {
	const say = useTranslations('privacy.find');
	const announce = useAnnounce();
	return useAct(exportCounterpartEndpoint, {
		topics: ['record'],
		onDone: ({ name, file }) => {
			const address = URL.createObjectURL(new Blob([file], { type: 'application/json' }));
			const link = document.createElement('a');
			link.href = address;
			link.download = name;
			link.click();
			URL.revokeObjectURL(address);
			announce(say('exported', { name }));
		},
	});
};
