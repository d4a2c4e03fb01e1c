import { useLocale, useTranslations } from 'use-intl';

import { type Seat, takeSeatEndpoint } from '#contract/sample.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Avatar } from '../parts/person.tsx';
import { Stamp } from '../parts/stamp.tsx';

type SeatListProps = Readonly<{
	seats: readonly Seat[];
	/** Whose seat one has now. */
	here?: string;
}>;

/** The people of the sample city, what they do, and one click to sit in their place. */
export function SeatList({ seats, here }: SeatListProps) {
	const say = useTranslations('sample.seat');
	// What the last person read is nobody else's business: everything begins anew.
	const { run, busy, failure } = useAct(takeSeatEndpoint, { onDone: () => location.assign('/desk/') });
	return (
		<>
			<FormSummary failure={failure} />
			<ul className="rows" aria-label={say('people')}>
				{seats.map((seat) => (
					<li key={seat.id} className="row">
						<Avatar name={seat.name} />
						<SeatText seat={seat} />
						<div className="act">
							{seat.id === here ? (
								<Stamp state="published">{say('here')}</Stamp>
							) : (
								<Button
									small
									busy={busy}
									label={say('take-as', { name: seat.name })}
									onPress={() => void run({ personId: seat.id })}
								>
									{say('take')}
								</Button>
							)}
						</div>
					</li>
				))}
			</ul>
		</>
	);
}

type SeatTextProps = Readonly<{ seat: Seat }>;

function SeatText({ seat: { name, roles, does } }: SeatTextProps) {
	const say = useTranslations('sample.seat');
	const sayRole = useTranslations('people.role');
	const language = useLocale();
	const held = roles.map(({ role, unit }) => `${sayRole(role)}, ${unit ?? say('all-units')}`);
	return (
		<div className="m">
			<span className="tt">{name}</span>
			<div className="mt">{held.join(' · ')}</div>
			{does && <p className="does">{does[language]}</p>}
		</div>
	);
}
