/** @jsxImportSource hono/jsx */
import type { Mood } from '../practice.ts';
import type { View } from './parts.tsx';

/** The moods a person can choose here; the others are for tests. */
export const offeredMoods = [
	'well',
	'slow',
	'throttling',
	'failing',
	'answers-get-lost',
	'refusing',
	'revoked',
	'duplicates',
	'lying',
] as const satisfies readonly Mood[];

/** How the network feels, in the words of whoever trains others. */
export const MoodForm = ({ view }: { view: View }) => {
	const { say, network } = view;
	return (
		<section class="sheet" aria-labelledby="mood">
			<div class="sheet-h">
				<h2 id="mood">{say('mood')}</h2>
			</div>
			<form class="pad stack" method="post" action={`/uebung/${network.kind}/mood`}>
				<fieldset class="mood">
					<legend class="sr">{say('mood')}</legend>
					{offeredMoods.map((mood) => (
						<label key={mood}>
							<input type="radio" name="mood" value={mood} checked={network.mood() === mood} />
							<span>
								{say(`moods.${mood}`)}
								<small>{say(`moods.${mood}-text`)}</small>
							</span>
						</label>
					))}
				</fieldset>
				<button type="submit" class="btn">
					{say('mood-set')}
				</button>
			</form>
		</section>
	);
};
