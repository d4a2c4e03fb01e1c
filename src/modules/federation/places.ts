/** So many letters are read, proved and written at a time; more wait at their senders, not here. */
const MOST = 512;
/** What one server may hold of them: a flood from one leaves room for the others. */
const MOST_OF_HOST = 256;
/** What their bodies may take in memory together. */
const MOST_BYTES = 32 * 1024 * 1024;

/** Lets in what can be worked on soon. Refusing costs next to nothing, so that the desk stays usable in a flood. */
export const createPlaces = (longest: number) => {
	const ofHost = new Map<string, number>();
	let [taken, bytes] = [0, 0];
	return {
		/** Answers how to leave again; null when there is no room. Whoever does not say how long they are counts as longest. */
		enter(host: string, length: number): (() => void) | null {
			const size = length >= 0 && length <= longest ? length : longest;
			const sameHost = ofHost.get(host) ?? 0;
			if (taken >= MOST || sameHost >= MOST_OF_HOST || bytes + size > MOST_BYTES) return null;
			taken += 1;
			bytes += size;
			ofHost.set(host, sameHost + 1);
			return () => {
				taken -= 1;
				bytes -= size;
				const left = (ofHost.get(host) ?? 1) - 1;
				if (left > 0) ofHost.set(host, left);
				else ofHost.delete(host);
			};
		},
	};
};
