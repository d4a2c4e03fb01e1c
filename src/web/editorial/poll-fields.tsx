import { useTranslations } from 'use-intl';

import type { PollDetails } from '#kernel/post-kind.ts';

import { Button } from '../parts/button.tsx';
import { Checkbox } from '../parts/choice.tsx';
import { TextField } from '../parts/field.tsx';
import type { ErrorOf } from './shapes.ts';
import { toWall } from './wall.ts';

type PollProps = Readonly<{
	poll: PollDetails;
	set: (changed: PollDetails) => void;
	zone: string;
	errorOf: ErrorOf;
}>;

/** More than any network takes; the checks say what the chosen ones do. */
const MOST = 10;

/** The answers of a poll and until when they count. An empty answer does not count as one. */
export function PollFields({ poll, set, zone, errorOf }: PollProps) {
	const say = useTranslations('editorial.details');
	const setOption = (at: number, value: string): void =>
		set({ ...poll, options: poll.options.map((option, place) => (place === at ? value : option)) });
	const answers = poll.options.map((option, at) => ({ option, at, label: say('poll-option', { number: at + 1 }) }));
	const wrong = errorOf('poll-too-few', 'poll-twice', 'poll-too-long');
	return (
		<fieldset className="stack">
			<legend className="lab">{say('poll')}</legend>
			{answers.map(({ option, at, label }) => (
				<TextField
					key={label}
					label={label}
					optional={at > 1}
					value={option}
					error={at === poll.options.length - 1 ? wrong : undefined}
					onChange={(value) => setOption(at, value)}
				/>
			))}
			{poll.options.length < MOST && (
				<Button icon="plus" onPress={() => set({ ...poll, options: [...poll.options, ''] })}>
					{say('poll-more')}
				</Button>
			)}
			<Checkbox label={say('poll-many')} checked={poll.many} onChange={(many) => set({ ...poll, many })} />
			<TextField
				label={say('poll-closes')}
				hint={say('poll-closes-hint')}
				type="datetime-local"
				value={poll.closes?.local ?? ''}
				error={errorOf('poll-closing-missing', 'poll-closed')}
				onChange={(value) => set({ ...poll, closes: toWall(value, zone) })}
			/>
		</fieldset>
	);
}
