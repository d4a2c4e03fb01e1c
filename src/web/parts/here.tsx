import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import type { hereAtPostEndpoint } from '#contract/attendance.ts';
import { seconds } from '#kernel/time.ts';

import { Avatar } from './person.tsx';

export type Here = z.output<typeof hereAtPostEndpoint.output>['others'][number];
export type Doing = 'reading' | 'writing' | 'gone';

const BEAT_MS = seconds(10);
const nobody: readonly Here[] = [];

interface Asking {
	readonly id: string;
	readonly writing: boolean;
	/** Tells the office what one does here; answers who else is. The same function every time. */
	readonly tell: (id: string, doing: Doing) => Promise<readonly Here[]>;
}

/** Who else has this open. Says every ten seconds that one is here oneself, and at the end that one is gone. */
export const useHere = ({ id, writing, tell }: Asking): readonly Here[] => {
	const client = useQueryClient();
	const doing = writing ? 'writing' : 'reading';
	const key = [[`here:${id}`], 'here', id];
	const query = useQuery({
		queryKey: [...key, doing],
		queryFn: () => tell(id, doing),
		refetchInterval: BEAT_MS,
		placeholderData: (before: readonly Here[] | undefined) => before,
	});
	useEffect(
		() => () => {
			client.removeQueries({ queryKey: [[`here:${id}`]] });
			void tell(id, 'gone');
		},
		[id, client, tell],
	);
	return query.data ?? nobody;
};

/** Initials of those who are here too, and in words what they do. */
export function WhoIsHere({ others }: Readonly<{ others: readonly Here[] }>) {
	const say = useTranslations('common.here');
	const writers = others.filter(({ doing }) => doing === 'writing');
	return (
		<span className="here" role="status">
			{others.map(({ id, name, doing }) => (
				<span key={id} title={say(doing, { name })}>
					<Avatar name={name} tone="citizen" />
					<span className="sr">{say(doing, { name })}</span>
				</span>
			))}
			{writers.length > 0 && (
				<span className="hint" aria-hidden="true">
					{say('writing', { name: writers.map(({ name }) => name).join(', ') })}
				</span>
			)}
		</span>
	);
}
