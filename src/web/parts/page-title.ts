import { useRouterState } from '@tanstack/react-router';
import { type RefObject, useEffect, useRef } from 'react';

/** The page whose title had the focus last; the first page of a visit keeps the focus where the browser puts it. */
let greeted: string | undefined;

/** Names the page in the browser's title, and moves the focus to its heading when one comes here from another page. */
export const usePageTitle = (title: string): RefObject<HTMLHeadingElement | null> => {
	const heading = useRef<HTMLHeadingElement>(null);
	// The address changes while the old page still stands; `resolvedLocation` follows once the new one is there.
	const page = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
	useEffect(() => {
		document.title = `${title} – Amtsfunk`;
	}, [title]);
	useEffect(() => {
		if (page === undefined || greeted === page) return;
		if (greeted !== undefined) heading.current?.focus();
		greeted = page;
	}, [page]);
	return heading;
};
