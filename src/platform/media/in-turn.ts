/** Runs pieces of work one after the other, in the order they came; a failed one does not stop the next. */
export const inTurn = (): (<T>(work: () => Promise<T>) => Promise<T>) => {
	let last: Promise<unknown> = Promise.resolve();
	return (work) => {
		const mine = last.then(work, work);
		last = mine.catch(() => undefined);
		return mine;
	};
};
