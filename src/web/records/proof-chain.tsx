import { useTranslations } from 'use-intl';

import { Icon } from '../parts/icon.tsx';
import { Moment } from '../parts/moment.tsx';
import { Chain, type ChainLink } from '../parts/timeline.tsx';

interface Step {
	readonly done: boolean;
	readonly at?: string | null | undefined;
}

type ProofChainProps = Readonly<{
	/** Leaf of the (newest) record, counted from 1; null while it waits for its number. */
	leaf: number | null;
	at: string;
	checkpoint?: { readonly size: number; readonly signedAt: string } | null | undefined;
	/** Null where no time-stamp authority is set and none ever stamped. */
	stamp: Step | null;
}>;

/** Recorded, covered by a signed state, stamped by others: ticks on a line, what is pending with an hourglass. */
export function ProofChain({ leaf, at, checkpoint, stamp }: ProofChainProps) {
	const say = useTranslations('records.proof');
	const covered = leaf !== null && checkpoint && checkpoint.size >= leaf ? checkpoint : null;
	const link = (key: string, text: string, { done, at: when }: Step): ChainLink => ({
		key,
		done,
		icon: <Icon name={done ? 'check' : 'hourglass'} />,
		text,
		...(when ? { time: <Moment at={when} /> } : {}),
	});
	const links = [
		link('leaf', leaf === null ? say('leaf-pending') : say('leaf', { number: leaf }), { done: leaf !== null, at }),
		link('checkpoint', covered ? say('covered', { size: covered.size }) : say('covered-pending'), {
			done: covered !== null,
			at: covered?.signedAt,
		}),
		...(stamp ? [link('stamp', say(stamp.done ? 'stamp' : 'stamp-pending'), stamp)] : []),
	];
	return <Chain links={links} />;
}
