import { useEffect } from 'react';

/** F6 walks the regions of the page (`data-walk`), Shift F6 back. */
export const useWalk = (): void => {
	useEffect(() => {
		const press = (event: KeyboardEvent) => {
			if (event.key !== 'F6') return;
			event.preventDefault();
			const regions = [...document.querySelectorAll<HTMLElement>('[data-walk]')].filter(
				(region) => region.offsetParent !== null,
			);
			const here = regions.findIndex((region) => region.contains(document.activeElement));
			const step = event.shiftKey ? -1 : 1;
			regions.at((here + step) % regions.length)?.focus();
		};
		document.addEventListener('keydown', press);
		return () => document.removeEventListener('keydown', press);
	}, []);
};
