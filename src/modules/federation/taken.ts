import type { Foreign } from './domain/read.ts';
import type { RemoteActor } from './remote.ts';

/** An activity with everything it speaks of at hand: nothing is fetched inside a transaction. */
export interface Taken {
	readonly activity: Foreign;
	readonly id: string;
	readonly sender: RemoteActor;
	/** The object, from its own server; only its address where nothing more is needed. */
	readonly object: Foreign;
	readonly objectId: string;
}
