import { type Actor, may } from '#kernel/permission.ts';
import type { Channels } from '#modules/channels/index.ts';
import type { Editorial } from '#modules/editorial/index.ts';
import type { People } from '#modules/people/index.ts';

interface Doors {
	readonly people: Pick<People, 'names' | 'units'>;
	readonly channels: Pick<Channels, 'presence'>;
	readonly editorial: Pick<Editorial, 'posts'>;
}

/** What the subjects of records are called today: people, units, presences, and posts whose unit the reader may read in. */
export const nameSubjects =
	(doors: () => Doors) =>
	async (
		records: readonly { readonly subject: string; readonly kind: string }[],
		reader: Actor,
	): Promise<ReadonlyMap<string, string>> => {
		const { people, channels, editorial } = doors();
		const ids = [...new Set(records.map(({ subject }) => subject))];
		const presenceIds = new Set(
			records.flatMap(({ subject, kind }) => (kind.startsWith('presence.') ? [subject] : [])),
		);
		const [persons, units, posts, presences] = await Promise.all([
			people.names(ids),
			people.units(),
			editorial.posts(ids),
			Promise.all([...presenceIds].map((id) => channels.presence(id))),
		]);
		return new Map([
			...persons,
			...units.map(({ id, name }) => [id, name] as const),
			...presences.flatMap((one) => (one ? [[one.id, one.name] as const] : [])),
			...[...posts.values()].flatMap(({ id, unitId, title }) =>
				may(reader, 'post.read', unitId) && title.trim() !== '' ? [[id, title] as const] : [],
			),
		]);
	};
