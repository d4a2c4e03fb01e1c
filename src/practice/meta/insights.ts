import type { Figures } from '../plain/figures.ts';
import { figuresOf } from '../plain/figures.ts';
import type { Account } from '../plain/state.ts';
import { findPost, type World } from '../plain/world.ts';
import type { Answer, Asked } from '../server.ts';
import { graphError, invalid, missing } from './words.ts';

type Metrics = Readonly<Record<string, (figures: Figures) => number>>;

interface Counting {
	/** What is counted there, and how. */
	readonly metrics: Metrics;
	readonly periods: readonly string[];
	/** How a name is refused that nobody knows. */
	unknown(at: number, known: readonly string[]): string;
}

interface Of {
	readonly account: Account;
	readonly id: string;
}

const KNOWN: ReadonlySet<string> = new Set(['metric', 'period', 'access_token', 'appsecret_proof']);

/** SPEC: GET /{post}/insights: each name is one the network knows, or nothing is answered at all. */
export const insightsOf =
	({ metrics, periods, unknown }: Counting) =>
	(world: World, { query }: Asked, { account, id }: Of): Answer => {
		const post = findPost(world, id);
		if (post === undefined || post.replyTo !== null) return missing(id, 'GET');
		if (post.by !== account.id) return graphError(10, '(#10) Application does not have permission for this action');
		const wrong = wronglyAsked(query, periods);
		if (wrong) return wrong;
		const known = Object.keys(metrics).filter((name) => !world.memory.state.forgotten.includes(name));
		const names = (query.get('metric') ?? '').split(',');
		const strange = names.findIndex((name) => !known.includes(name));
		if (strange !== -1) return invalid(unknown(strange, known));
		const figures = figuresOf(world, post);
		return { status: 200, json: { data: names.map((name) => result(id, name, metrics[name]?.(figures) ?? 0)) } };
	};

const wronglyAsked = (query: URLSearchParams, periods: readonly string[]): Answer | null => {
	const odd = [...query.keys()].find((name) => !KNOWN.has(name));
	if (odd !== undefined) return invalid(`Unexpected parameter ${odd}`);
	const period = query.get('period');
	return period !== null && !periods.includes(period) ? invalid('param period must be one of the known ones') : null;
};

const result = (id: string, name: string, value: number) => ({
	...{ name, period: 'lifetime', values: [{ value }], title: name, description: name },
	id: `${id}/insights/${name}/lifetime`,
});
