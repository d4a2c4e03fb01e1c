import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { type ApprovalView, makeLinkEndpoint } from '#contract/approval.ts';
import { instant } from '#kernel/time.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { useSpeakMoment } from '../parts/moment.tsx';
import type { PostView } from './shapes.ts';

type LinksProps = Readonly<{ post: PostView; approval: ApprovalView }>;
type Made = z.output<typeof makeLinkEndpoint.output>;

/** Sends the link to those named in an open step who have no account, and shows the code to tell them. */
export function GuestLinks({ post, approval: { steps, linksRest } }: LinksProps) {
	const say = useTranslations('approval.link');
	const speak = useSpeakMoment();
	const [made, setMade] = useState<Made | null>(null);
	const { run, busy, failure } = useAct(makeLinkEndpoint, { topics: ['post'], onDone: setMade });
	const waits = (post.correction ?? post.state) === 'in-approval';
	const guests = steps.filter(({ state }) => state === 'open').flatMap((step) => step.guests);
	if (!waits || guests.length === 0 || !post.may.write) return null;
	if (linksRest) return <p className="hint">{say('rest')}</p>;
	return (
		<div className="stack">
			<FormSummary failure={failure} />
			{guests.map(({ id, name, expiresAt }) => (
				<div key={id} className="acts">
					<Button icon="mail" busy={busy} onPress={() => void run({ id: post.id, guestId: id })}>
						{say(expiresAt ? 'again' : 'send', { name })}
					</Button>
					{expiresAt && <span className="hint">{say('sent', { moment: speak(instant(expiresAt)) })}</span>}
				</div>
			))}
			{made && <CodeDialog made={made} onClose={() => setMade(null)} />}
		</div>
	);
}

type CodeProps = Readonly<{ made: Made; onClose: () => void }>;

function CodeDialog({ made: { code, name, expiresAt }, onClose }: CodeProps) {
	const say = useTranslations('approval.link');
	const speak = useSpeakMoment();
	return (
		<Dialog title={say('title', { name })} onClose={onClose} acts={<Button onPress={onClose}>{say('done')}</Button>}>
			<p>{say('tell')}</p>
			<p>
				<span className="lab">{say('code')}</span>
				<output className="appr-code">{`${code.slice(0, 3)} ${code.slice(3)}`}</output>
			</p>
			<p className="hint">{say('valid', { moment: speak(instant(expiresAt)) })}</p>
		</Dialog>
	);
}
