import type { ReactNode } from 'react';

import { Loading } from './empty.tsx';
import { ErrorSheet, failureIn } from './failures.tsx';

type AnswerProps<T> = Readonly<{
	/** What `useQueryOf` gave. */
	query: { readonly data: T | undefined; readonly error: unknown; readonly refetch: () => unknown };
	/** What is being loaded, for the status text: `Gespräche`. */
	what?: string;
	children: (data: T) => ReactNode;
}>;

/** Shows what a reading brought, or that it is on its way, or why it did not come. Old data stay while new ones load. */
export function Answer<T>({ query, what, children }: AnswerProps<T>) {
	if (query.data !== undefined) return children(query.data);
	if (query.error) return <ErrorSheet failure={failureIn(query.error)} onRetry={() => void query.refetch()} />;
	return <Loading {...(what ? { what } : {})} />;
}
