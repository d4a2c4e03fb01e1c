import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';

import {
	completeDeliveryEndpoint,
	type DeliveryView,
	lookAgainEndpoint,
	releaseDeliveriesEndpoint,
	retryDeliveryEndpoint,
} from '#contract/delivery.ts';
import { instant } from '#kernel/time.ts';

import { useAct } from '../parts/asking.ts';
import { Button, ButtonLink } from '../parts/button.tsx';
import { Callout } from '../parts/callout.tsx';
import { FormSummary, useSentence } from '../parts/failures.tsx';
import { useSpeakMoment } from '../parts/moment.tsx';
import { useOffice } from '../shell/office.tsx';
import { CopyDetails } from './copy-details.tsx';
import { ConfirmCopyDialog, DiscardDialog, ResendDialog } from './decide-dialogs.tsx';

/** It stands, and something about it was left undone. */
const lacks = ({ state, reason }: DeliveryView): boolean =>
	state === 'published' && reason?.type === 'channel.not-listed';

/** A person has to decide about it. */
export const needsHelp = (delivery: DeliveryView): boolean => {
	const { state, held } = delivery;
	return state === 'unclear' || state === 'refused' || held === 'review' || lacks(delivery);
};

type HelpBoxProps = Readonly<{ delivery: DeliveryView }>;

/** What happened to a delivery that stands still, and the ways out of it. */
export function HelpBox({ delivery }: HelpBoxProps) {
	if (delivery.state === 'unclear') return <UnclearBox delivery={delivery} />;
	if (delivery.state === 'refused') return <RefusedBox delivery={delivery} />;
	if (lacks(delivery)) return <LackBox delivery={delivery} />;
	return isBeyondBudget(delivery) ? <BudgetBox delivery={delivery} /> : <LateBox delivery={delivery} />;
}

function UnclearBox({ delivery }: HelpBoxProps) {
	const say = useTranslations('delivery.unclear');
	const sentence = useSentence();
	const [open, setOpen] = useState<'confirm' | 'resend'>();
	const look = useAct(lookAgainEndpoint, { topics: ['delivery'] });
	const close = () => setOpen(undefined);
	const { id, reason, mayResolve } = delivery;
	return (
		<div className="unbox">
			<p>
				<b>{say('title')}</b> <Story delivery={delivery} />{' '}
				{reason && reason.type !== 'channel.unclear' && sentence(reason)}
			</p>
			{mayResolve && <CopyDetails delivery={delivery} />}
			<FormSummary failure={look.failure} />
			{mayResolve && (
				<div className="go">
					<Button small kind="main" icon="refresh-cw" busy={look.busy} onPress={() => void look.run({ id })}>
						{say('look')}
					</Button>
					<Button small icon="check" onPress={() => setOpen('confirm')}>
						{say('confirm')}
					</Button>
					<Button small icon="send" onPress={() => setOpen('resend')}>
						{say('resend')}
					</Button>
				</div>
			)}
			{open === 'confirm' && <ConfirmCopyDialog delivery={delivery} onClose={close} />}
			{open === 'resend' && <ResendDialog delivery={delivery} onClose={close} />}
		</div>
	);
}

/** What we did so far, in sentences. */
function Story({ delivery: { sentAt, presence, looks, lookedAt, nextAt } }: HelpBoxProps): ReactNode {
	const say = useTranslations('delivery.unclear');
	const speak = useSpeakMoment();
	const sentences = [
		sentAt && say('sent', { moment: speak(instant(sentAt)), name: presence.name }),
		say('careful'),
		lookedAt && looks > 0 && say('looked', { count: looks, moment: speak(instant(lookedAt)) }),
		nextAt && say('next', { moment: speak(instant(nextAt)) }),
	];
	return sentences.filter(Boolean).join(' ');
}

function RefusedBox({ delivery }: HelpBoxProps) {
	const say = useTranslations('delivery.refused');
	const sentence = useSentence();
	const [asking, setAsking] = useState(false);
	const retry = useAct(retryDeliveryEndpoint, { topics: ['delivery'] });
	const { id, reason, mayResolve } = delivery;
	const acts = mayResolve && (
		<>
			<Button small icon="send" busy={retry.busy} onPress={() => void retry.run({ id })}>
				{say('retry')}
			</Button>
			<Button small kind="quiet" onPress={() => setAsking(true)}>
				{say('discard')}
			</Button>
		</>
	);
	return (
		<>
			<Callout kind="block" title={say('title')} act={acts}>
				{reason && sentence(reason)}
				<FormSummary failure={retry.failure} />
			</Callout>
			{asking && <DiscardDialog delivery={delivery} onClose={() => setAsking(false)} />}
		</>
	);
}

function LackBox({ delivery: { id, reason, mayResolve } }: HelpBoxProps) {
	const say = useTranslations('delivery.lack');
	const sentence = useSentence();
	const complete = useAct(completeDeliveryEndpoint, { topics: ['delivery'] });
	const acts = mayResolve && (
		<Button small icon="refresh-cw" busy={complete.busy} onPress={() => void complete.run({ id })}>
			{say('again')}
		</Button>
	);
	return (
		<Callout kind="warning" title={say('title')} act={acts}>
			{reason && sentence(reason)}
			<FormSummary failure={complete.failure} />
		</Callout>
	);
}

/** It is on time, and its month has no money left. */
export const isBeyondBudget = ({ held, reason }: DeliveryView): boolean =>
	held === 'review' && reason?.type === 'delivery.budget-used-up';

function BudgetBox({ delivery }: HelpBoxProps) {
	const say = useTranslations('delivery.budget');
	const { may } = useOffice();
	const [asking, setAsking] = useState(false);
	const release = useAct(releaseDeliveriesEndpoint, { topics: ['delivery'] });
	const { id, mayResolve, presence, source, subject } = delivery;
	const acts = (
		<>
			{may('presence.manage') && (
				<ButtonLink small to={`/einrichtung/auftritte/${presence.id}`}>
					{say('raise')}
				</ButtonLink>
			)}
			{mayResolve && (
				<Button small icon="send" busy={release.busy} onPress={() => void release.run({ ids: [id] })}>
					{say('anyway')}
				</Button>
			)}
			{source === 'editorial' && may('post.write') && (
				<ButtonLink small icon="pen-line" to={`/redaktion/${subject}`}>
					{say('without-link')}
				</ButtonLink>
			)}
			{mayResolve && (
				<Button small kind="quiet" onPress={() => setAsking(true)}>
					{say('discard')}
				</Button>
			)}
		</>
	);
	return (
		<>
			<Callout kind="warning" title={say('title', { name: presence.name })} act={acts}>
				{say('text')}
				<FormSummary failure={release.failure} />
			</Callout>
			{asking && <DiscardDialog delivery={delivery} onClose={() => setAsking(false)} />}
		</>
	);
}

function LateBox({ delivery }: HelpBoxProps) {
	const say = useTranslations('delivery.review');
	const speak = useSpeakMoment();
	const [asking, setAsking] = useState(false);
	const release = useAct(releaseDeliveriesEndpoint, { topics: ['delivery'] });
	const { id, dueAt, mayResolve } = delivery;
	const acts = mayResolve && (
		<>
			<Button small icon="send" busy={release.busy} onPress={() => void release.run({ ids: [id] })}>
				{say('release')}
			</Button>
			<Button small kind="quiet" onPress={() => setAsking(true)}>
				{say('discard')}
			</Button>
		</>
	);
	return (
		<>
			<Callout kind="warning" title={say('title', { moment: speak(instant(dueAt)) })} act={acts}>
				<FormSummary failure={release.failure} />
			</Callout>
			{asking && <DiscardDialog delivery={delivery} onClose={() => setAsking(false)} />}
		</>
	);
}
