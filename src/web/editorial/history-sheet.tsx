import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { readRevisionEndpoint } from '#contract/editorial.ts';

import { Answer } from '../parts/answer.tsx';
import { useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { Moment } from '../parts/moment.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Chain, type ChainLink } from '../parts/timeline.tsx';
import type { PostView } from './shapes.ts';
import { WordChanges } from './word-changes.tsx';

type HistoryProps = Readonly<{ post: PostView }>;

const settled = new Set([
	'approved',
	'approved-by-link',
	'change-accepted',
	'published',
	'corrected',
	'release-checked',
]);

/** What happened to the post, newest first, and what each sitting changed. */
export function HistorySheet({ post }: HistoryProps) {
	const say = useTranslations('editorial.history');
	const [open, setOpen] = useState<number | null>(null);
	const steps = post.steps.map((step) => ({ at: step.at, link: toLink(step, sayStep(step)) }));
	function sayStep({ what, by, detail }: PostView['steps'][number]): string {
		const word = (key: string): string => (typeof detail[key] === 'string' ? detail[key] : '');
		// NOTE: what happened is one of a fixed set of words; a test holds the texts to it.
		return say(`step.${what as 'created'}`, {
			...{ name: by.name, reason: word('reason') },
			...{ guest: word('guest'), office: word('office') },
		});
	}
	const edits = post.revisions
		.filter(({ fields }) => fields.length > 0)
		.map(({ number, at, by }) => ({
			at,
			link: {
				key: `revision-${number}`,
				done: false,
				icon: <Icon name="pen-line" />,
				text: (
					<Button small kind="quiet" onPress={() => setOpen(number)}>
						{say('edited', { name: by.name })}
					</Button>
				),
				time: <Moment at={at} />,
			},
		}));
	const links = [...steps, ...edits].sort((a, b) => b.at.localeCompare(a.at)).map(({ link }) => link);
	return (
		<Sheet title={say('title')}>
			<div className="pad">
				<Chain links={links} />
			</div>
			{open !== null && <RevisionDialog post={post} number={open} onClose={() => setOpen(null)} />}
		</Sheet>
	);
}

const toLink = ({ id, at, what }: PostView['steps'][number], text: string): ChainLink => ({
	key: id,
	done: settled.has(what),
	icon: <Icon name={settled.has(what) ? 'check' : 'clock'} />,
	text,
	time: <Moment at={at} />,
});

type RevisionProps = Readonly<{ post: PostView; number: number; onClose: () => void }>;

/** One sitting: what was taken out and what was put in. */
export function RevisionDialog({ post, number, onClose }: RevisionProps) {
	const say = useTranslations('editorial.history');
	const query = useQueryOf(readRevisionEndpoint, { id: post.id, number });
	return (
		<Dialog wide title={say('dialog')} onClose={onClose} acts={<Button onPress={onClose}>{say('close')}</Button>}>
			<Answer query={query}>
				{({ content, before }) => (
					<div className="stack">
						<Difference label={say('headline')} before={before?.title ?? ''} now={content.title} />
						<Difference
							label={say('warning')}
							before={before?.warning?.words ?? ''}
							now={content.warning?.words ?? ''}
						/>
						<Difference label={say('text')} before={before?.text ?? ''} now={content.text} />
						{content.renditions.map(({ presenceId, text }) => {
							const earlier = before?.renditions.find((one) => one.presenceId === presenceId)?.text ?? '';
							const name = post.outlets.find(({ id }) => id === presenceId)?.name ?? presenceId;
							return text === null && earlier === '' ? null : (
								<Difference key={presenceId} label={name} before={earlier} now={text ?? ''} />
							);
						})}
					</div>
				)}
			</Answer>
		</Dialog>
	);
}

type DifferenceProps = Readonly<{ label: string; before: string; now: string }>;

function Difference({ label, before, now }: DifferenceProps) {
	if (before === now) return null;
	return (
		<div>
			<span className="lab">{label}</span>
			<WordChanges before={before} now={now} />
		</div>
	);
}
