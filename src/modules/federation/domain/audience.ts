/** From wide to narrow. */
export type Audience = 'public' | 'unlisted' | 'followers' | 'private';

/** SPEC: ActivityStreams, the collection of everybody. */
export const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public';
const everybody = new Set([PUBLIC, 'as:Public', 'Public']);

export interface Addressing {
	readonly to: readonly string[];
	readonly cc: readonly string[];
}

/** Who an object of ours is for, as the network writes it. `people` are those it names or answers. */
export const address = (audience: Audience, followers: string, people: readonly string[]): Addressing => {
	switch (audience) {
		case 'public':
			return { to: [PUBLIC], cc: [followers, ...people] };
		case 'unlisted':
			return { to: [followers, ...people], cc: [PUBLIC] };
		case 'followers':
			return { to: [followers, ...people], cc: [] };
		case 'private':
			return { to: [...people], cc: [] };
	}
};

/** How wide a foreign object was meant. What names neither everybody nor a collection of followers counts as private. */
export const audienceOf = ({ to, cc }: Addressing, isCollection: (address: string) => boolean): Audience => {
	if (to.some((one) => everybody.has(one))) return 'public';
	if (cc.some((one) => everybody.has(one))) return 'unlisted';
	return [...to, ...cc].some(isCollection) ? 'followers' : 'private';
};
