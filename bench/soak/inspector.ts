import { setTimeout as pause } from 'node:timers/promises';

import { z } from 'zod';

import type { Product } from '../product.ts';

/** What a process holds right after everything it no longer needs was collected. */
export interface Weighed {
	/** Heap in use and memory beside the heap (buffers), without `compiled`. */
	readonly bytes: number;
	/** What was made of the program's own functions: they are translated, and translated better, the more often they run. */
	readonly compiled: number;
	readonly timers: number;
}

export interface Inspector {
	weigh(): Promise<Weighed>;
	close(): void;
}

/** SPEC: V8's spaces: code, and what belongs to it without being a value of the program (bytecode, tables of positions). */
const LOOK = `JSON.stringify({
	...process.memoryUsage(),
	compiled: process.getBuiltinModule('node:v8').getHeapSpaceStatistics()
		.filter(({ space_name }) => /code|trusted/.test(space_name)).reduce((sum, { space_used_size }) => sum + space_used_size, 0),
	timers: process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length,
})`;
const Said = z.object({ id: z.number(), result: z.unknown() });
const Evaluated = z.object({ result: z.object({ value: z.string() }) });
const Looked = z.object({ heapUsed: z.number(), external: z.number(), compiled: z.number(), timers: z.number() });
const WAIT_MS = 10_000;

/** Speaks to a process that was started with `--inspect`. SPEC: Chrome DevTools protocol, HeapProfiler and Runtime. */
export const openInspector = async (product: Product): Promise<Inspector> => {
	const socket = new WebSocket(await addressOf(product));
	await new Promise((resolve, reject) => {
		socket.onopen = resolve;
		socket.onerror = reject;
	});
	const waiting = new Map<number, (result: unknown) => void>();
	let last = 0;
	socket.onmessage = ({ data }) => {
		const said = Said.safeParse(JSON.parse(String(data)));
		if (!said.success) return;
		waiting.get(said.data.id)?.(said.data.result);
		waiting.delete(said.data.id);
	};
	const ask = (method: string, params: object = {}): Promise<unknown> => {
		last += 1;
		const { promise, resolve } = Promise.withResolvers<unknown>();
		waiting.set(last, resolve);
		socket.send(JSON.stringify({ id: last, method, params }));
		return promise;
	};
	return {
		async weigh() {
			await ask('HeapProfiler.collectGarbage');
			const { result } = Evaluated.parse(await ask('Runtime.evaluate', { expression: LOOK, returnByValue: true }));
			const { heapUsed, external, compiled, timers } = Looked.parse(JSON.parse(result.value));
			return { bytes: heapUsed + external - compiled, compiled, timers };
		},
		close: () => socket.close(),
	};
};

const addressOf = async (product: Product): Promise<string> => {
	for (let waited = 0; waited < WAIT_MS; waited += 50) {
		const [, address] = /Debugger listening on (ws:\S+)/.exec(product.complaints()) ?? [];
		if (address !== undefined) return address;
		await pause(50);
	}
	throw new Error('the process says no address for its inspector');
};
