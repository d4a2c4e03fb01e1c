import { useState } from 'react';
import { useTranslations } from 'use-intl';

/** Words of somebody who was asked, and whose they are. */
export interface Taken {
	readonly text: string;
	readonly from: string;
}

/** Whose words were taken over into what is being written; forgotten once nothing of it is left. */
export const useTaken = (text: string) => {
	const [from, setFrom] = useState<readonly Taken[]>([]);
	const still = from.filter(({ text: words }) => text.includes(words.slice(0, 20)));
	return {
		from: [...new Set(still.map((one) => one.from))],
		add: (taken: Taken) => setFrom((before) => [...before, taken]),
	};
};

/** Under the field: whose knowledge is in the answer. It is for the writer and never leaves. */
export function TakenFrom({ from }: Readonly<{ from: readonly string[] }>) {
	const say = useTranslations('inquiry');
	if (from.length === 0) return null;
	return (
		<p className="note tip" role="status">
			{say('taken-from', { names: from.join(', ') })}
		</p>
	);
}
