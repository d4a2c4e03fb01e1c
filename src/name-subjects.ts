import { type Actor, may } from '#kernel/permission.ts';
import type { Channels } from '#modules/channels/index.ts';
import type { Editorial } from '#modules/editorial/index.ts';
import type { People } from '#modules/people/index.ts';

interface Doors {
	readonly people: Pick<People, 'names' | 'units'>;
	readonly channels: Pick<Channels, 'presence'>;
	readonly editorial: Pick<Editorial, 'names'>;
}

/** Records that are about a presence. */
const OF_PRESENCES = /^presence\.|^plan\.slots-|^dialogue\.gap-/;

/** What the subjects of records are called today: people, units, presences, and of the editorial desk what the reader may read. */
export const nameSubjects =
	(doors: () => Doors) =>
	async (
		records: readonly { readonly subject: string; readonly kind: string }[],
		reader: Actor,
	): Promise<ReadonlyMap<string, string>> => {
		const { people, channels, editorial } = doors();
		const ids = [...new Set(records.map(({ subject }) => subject))];
		const presenceIds = new Set(records.flatMap(({ subject, kind }) => (OF_PRESENCES.test(kind) ? [subject] : [])));
		const [persons, units, own, presences] = await Promise.all([
			people.names(ids),
			people.units(),
			editorial.names(ids),
			Promise.all([...presenceIds].map((id) => channels.presence(id))),
		]);
		return new Map([
			...persons,
			...units.map(({ id, name }) => [id, name] as const),
			...presences.flatMap((one) => (one ? [[one.id, one.name] as const] : [])),
			...own.flatMap(({ id, unitId, name }) =>
				may(reader, 'post.read', unitId ?? undefined) ? [[id, name] as const] : [],
			),
		]);
	};
