import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, it } from 'vitest';

import { askAgain } from './stale.ts';

const asked = () => {
	const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
	const waiting: ((answer: string) => void)[] = [];
	const watch = (topics: readonly string[]) => {
		const queryFn = () => new Promise<string>((done) => waiting.push(done));
		const observer = new QueryObserver(client, { queryKey: [topics, '/check'], queryFn });
		observer.subscribe(() => undefined);
		return observer;
	};
	return { client, waiting, watch };
};
const turn = () => new Promise((done) => setImmediate(done));

it('asks again when the first answer was on its way as things changed', async () => {
	const { client, waiting, watch } = asked();
	const observer = watch(['media']);
	const again = askAgain(client, 'media');
	waiting[0]?.('from before');
	await turn();
	waiting[1]?.('from after');
	await again;
	expect(observer.getCurrentResult().data).toBe('from after');
});

it('asks once for what has an answer, and not for what has nothing to do with it', async () => {
	const { client, waiting, watch } = asked();
	watch(['media']);
	watch(['post']);
	for (const answer of waiting) answer('known');
	await turn();
	const again = askAgain(client, 'media');
	waiting[2]?.('newer');
	await again;
	expect(waiting).toHaveLength(3);
});
