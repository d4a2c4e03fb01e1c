import { useSyncExternalStore } from 'react';

/** Below this the desk is a phone. The same width stands in the style sheets. */
const PHONE = '(max-width: 45rem)';

const listen = (changed: () => void): (() => void) => {
	const query = matchMedia(PHONE);
	query.addEventListener('change', changed);
	return () => query.removeEventListener('change', changed);
};

/** Whether the window is as narrow as a phone: for what must be another thing there, not only look otherwise. */
export const useNarrow = (): boolean => useSyncExternalStore(listen, () => matchMedia(PHONE).matches);
