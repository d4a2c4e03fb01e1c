import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import { type Seat, sampleEndpoint, takeSeatEndpoint } from '#contract/sample.ts';

import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button, ButtonLink } from '../parts/button.tsx';
import { useOffice } from '../shell/office.tsx';
import type { useFacts } from './facts.ts';
import { changeRound } from './round.ts';

type StepProps = Readonly<{
	facts: ReturnType<typeof useFacts>;
	/** Puts the sentence and the ways on into the strip. */
	frame: (text: ReactNode, ways?: ReactNode) => ReactNode;
}>;

const isAuthor = ({ roles }: Seat): boolean => roles.some(({ role }) => role === 'author');

export function WriteStep({ frame }: StepProps) {
	const say = useTranslations('guide.write');
	const { may, flags } = useOffice();
	if (!may('post.write')) return frame(say('not-you'), flags.sample && <SeatWay fits={isAuthor} />);
	return frame(say('text'), <Way to="/redaktion/neu">{say('go')}</Way>);
}

export function ApproveStep({ facts: { post }, frame }: StepProps) {
	const say = useTranslations('guide.approve');
	const { flags } = useOffice();
	if (!post) return frame(say('own'));
	const way = <Way to={`/redaktion/${post.id}`}>{say('go')}</Way>;
	if (post.may.approve) return frame(say('you'), way);
	if (!flags.sample) return frame(say('own'), way);
	// Nearest first, as the office asks them.
	const [nearest] = post.approvers;
	return frame(say('sample'), <SeatWay postId={post.id} fits={({ id }) => id === nearest?.id} />);
}

export function PublishStep({ facts: { post }, frame }: StepProps) {
	const say = useTranslations('guide.publish');
	const sentence = say(post?.state === 'scheduled' ? 'scheduled' : 'text');
	return frame(sentence, post && <Way to={`/redaktion/${post.id}`}>{say('go')}</Way>);
}

export function AnswerStep({ facts: { post, conversation }, frame }: StepProps) {
	const say = useTranslations('guide.answer');
	const { may, flags } = useOffice();
	if (!post) return frame(say('own'));
	const ask = <OutsideLink href={`${post.link}#fg`}>{say('ask-go')}</OutsideLink>;
	const answers = ({ roles }: Seat): boolean =>
		roles.some(({ role, unitId }) => role === 'central' || (role === 'agent' && unitId === post.unitId));
	if (may('conversation.answer')) {
		if (!conversation) return frame(say('ask'), ask);
		return frame(say('reply'), <Way to={`/dialog/${conversation.id}`}>{say('go')}</Way>);
	}
	if (!flags.sample) return frame(say('own'), ask);
	return frame(
		say('sample'),
		<>
			{ask}
			<SeatWay fits={answers} />
		</>,
	);
}

export function ProveStep({ facts: { post }, frame }: StepProps) {
	const say = useTranslations('guide.prove');
	const seen = () => changeRound({ proofSeen: true });
	return frame(
		say('text'),
		post && (
			<OutsideLink href={`${post.link}/nachweis`} onPress={seen}>
				{say('go')}
			</OutsideLink>
		),
	);
}

type WayProps = Readonly<{ to: string; children: ReactNode }>;

function Way({ to, children }: WayProps) {
	return (
		<ButtonLink small to={to}>
			{children}
		</ButtonLink>
	);
}

type SeatWayProps = Readonly<{
	/** The post to land on in the other seat; Heute without one. */
	postId?: string;
	fits: (seat: Seat) => boolean;
}>;

/** In the sample one takes the other person's place with one click. */
function SeatWay({ postId, fits }: SeatWayProps) {
	const say = useTranslations('guide');
	const { data } = useQueryOf(sampleEndpoint, {});
	const seat = data?.seats.find(fits);
	const { run, busy } = useAct(takeSeatEndpoint, {
		onDone: () => location.assign(postId === undefined ? '/desk/' : `/desk/redaktion/${postId}`),
	});
	if (!seat) return null;
	return (
		<Button kind="main" small busy={busy} onPress={() => void run({ personId: seat.id })}>
			{say('seat', { name: seat.name })}
		</Button>
	);
}

type OutsideLinkProps = Readonly<{ href: string; children: ReactNode; onPress?: () => void }>;

/** A public page, beside the desk. */
function OutsideLink({ href, children, onPress }: OutsideLinkProps) {
	return (
		<a className="btn s" href={href} target="_blank" rel="noreferrer" onClick={onPress}>
			{children}
		</a>
	);
}
