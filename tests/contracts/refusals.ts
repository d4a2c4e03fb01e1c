import type { Exchange } from '../../src/practice/index.ts';
import { openWrongPlace, type Place, type Wrong } from '../practice/wrong.ts';

type Network = Parameters<typeof openWrongPlace>[0];
type Prepare = Parameters<typeof openWrongPlace>[1];

interface Asking {
	readonly prepare: Prepare;
	readonly wrongs: readonly Wrong[];
	/** Right requests that an ordinary life does not need. */
	readonly beside?: (at: Place) => Promise<unknown>;
}

/** What a network says to every wrong request of its table, and to some right ones beside them. */
export const refusals = async (network: Network, { prepare, wrongs, beside }: Asking): Promise<readonly Exchange[]> => {
	const heard: Exchange[] = [];
	const { place, close } = await openWrongPlace(network, prepare, (exchange) => heard.push(exchange));
	await beside?.(place);
	for (const { before, ask } of wrongs) {
		const asked = ask(place);
		await before?.(place);
		await place.call(asked);
	}
	await close();
	return heard;
};
