import { useEffect, useState } from 'react';

import { fromDate, type Instant, plus } from '#kernel/time.ts';

/** What the office's clock said last, and how old this page was then. The desk never asks the machine it runs on. */
let heard: { readonly at: Instant; readonly age: number } | undefined;

const pageAge = (): number => Number(document.timeline.currentTime ?? 0);

/** Every answer of the office carries its time. */
export const hearTime = (date: string | null): void => {
	if (date !== null) heard = { at: fromDate(new Date(date)), age: pageAge() };
};

/** The office's time as far as it is known; before the first answer the moment the page was delivered. */
export const officeNow = (): Instant =>
	heard ? plus(heard.at, pageAge() - heard.age) : fromDate(new Date(document.lastModified));

/** The office's time, moving on by itself every `everyMs`. */
export const useNow = (everyMs = 15_000): Instant => {
	const [now, setNow] = useState(officeNow);
	useEffect(() => {
		const ticking = setInterval(() => setNow(officeNow()), everyMs);
		return () => clearInterval(ticking);
	}, [everyMs]);
	return now;
};
