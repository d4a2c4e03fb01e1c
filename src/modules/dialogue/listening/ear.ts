import type { Events } from '#platform/events.ts';

/** Networks call one process of the house; the one that reads hears of it. A call that nobody hears costs nothing: each source has its turn. */
export const ear = (events: Pick<Events, 'subscribe'>, hear: (presenceId: string) => void) => {
	let forget = (): void => undefined;
	return {
		begin(): void {
			forget = events.subscribe(({ topic, id }) => {
				if (topic === 'wake') hear(id);
			});
		},
		end: (): void => forget(),
	};
};
