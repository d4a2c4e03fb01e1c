import { findPost, type World } from '../plain/world.ts';
import type { OwnFilm } from '../practice.ts';

/** Films that came there whole, as their owner sees them; what was deleted is gone. */
export const ownFilms = (world: World) => (): readonly OwnFilm[] =>
	world.memory.state.films.flatMap(({ post: id, captions, poster }) => {
		const post = id === null ? undefined : findPost(world, id);
		if (post === undefined) return [];
		const lists = world.memory.state.entries.filter(({ film }) => film === id).map(({ title }) => title);
		return {
			...{ id: post.id, text: [post.title, post.text].join('\n\n'), isPrivate: post.isPrivate === true },
			...{ captions: captions.map(({ language }) => language), poster, lists },
		};
	});
