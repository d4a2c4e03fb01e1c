import { type ForeignNote, readNote } from './domain/note.ts';
import { type Foreign, idOf, sameOrigin, textOf, typesOf } from './domain/read.ts';
import type { RemoteActor } from './remote.ts';

/** An activity with everything it speaks of at hand: nothing is fetched inside a transaction. */
export interface Taken {
	readonly activity: Foreign;
	readonly id: string;
	readonly types: readonly string[];
	readonly sender: RemoteActor;
	/** The object, from its own server; only its address where nothing more is needed. */
	readonly object: Foreign;
	readonly objectId: string;
	/** What its sender says; null when it says nothing. */
	readonly note: ForeignNote | null;
	/** What it takes back; an undone activity is taken back as well, should it come later. */
	readonly takesBack: string | null;
}

type Proved = Pick<Taken, 'activity' | 'sender' | 'object'>;

/** Reads once what the batch will ask of it more than once. */
export const readTaken = ({ activity, sender, object }: Proved): Taken => {
	const types = typesOf(activity);
	const says = types.includes('Create') || types.includes('Update');
	const note = says ? readNote(object) : null;
	const objectId = textOf(object['id']) ?? '';
	const back = types.includes('Delete') || types.includes('Undo') ? objectId || idOf(object) : null;
	const mayTakeBack = back !== null && back !== sender.id && sameOrigin(back, sender.id);
	return {
		...{ activity, types, sender, object, objectId, id: textOf(activity['id']) ?? '' },
		note: note?.author === sender.id ? note : null,
		takesBack: mayTakeBack ? back : null,
	};
};
