import { createServer } from 'node:http';

import pg from 'pg';

import { type Figure, median, p95 } from '../figure.ts';

const CALLS = 200;
/** Of its bare question; performance.md, 3. */
const TARGET = 2;
/** However many there are. */
const MOST_MS = 25;

interface Question {
	readonly text: string;
	readonly values: readonly string[];
}

/** The bare floor: one session look-up by key, the same question to the database, and JSON, behind node:http. By path. */
export const startFloor = async (url: string, questions: Readonly<Record<string, Question>>) => {
	const pool = new pg.Pool({ connectionString: url, max: 4 });
	const server = createServer(async (request, response) => {
		await pool.query('select * from people_api_token where token_hash = $1', ['x']);
		const question = questions[request.url ?? ''];
		const { rows } = question ? await pool.query(question.text, [...question.values]) : { rows: [] };
		response.end(JSON.stringify(rows));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	const close = async () => {
		server.closeAllConnections();
		server.close();
		await pool.end();
	};
	return { origin: `http://127.0.0.1:${port}`, close };
};

const timed = async (address: string, headers: Record<string, string>): Promise<number> => {
	const begun = performance.now();
	const answer = await fetch(address, { headers });
	if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
	await answer.arrayBuffer();
	return performance.now() - begun;
};

interface Prepared {
	readonly ours: string;
	readonly floor: string;
	readonly headers: Record<string, string>;
}

/** A page of ours beside its floor, by turns; of several rounds the middle one counts. */
export const measurePage = async (
	name: string,
	{ ours, floor, headers }: Prepared,
	rounds: number,
): Promise<Figure> => {
	const figures = { ours: [] as number[], floor: [] as number[], ratio: [] as number[] };
	for (let round = 0; round < rounds; round += 1) {
		const [mine, bare]: [number[], number[]] = [[], []];
		for (let call = 0; call < CALLS; call += 1) {
			mine.push(await timed(ours, headers));
			bare.push(await timed(floor, {}));
		}
		figures.ours.push(p95(mine));
		figures.floor.push(p95(bare));
		figures.ratio.push(p95(mine) / p95(bare));
	}
	const [ms, ratio] = [median(figures.ours), median(figures.ratio)];
	return {
		name,
		ours: ms,
		floor: median(figures.floor),
		ratio,
		target: `<= ${TARGET}, within ${MOST_MS} ms`,
		pass: ratio <= TARGET && ms <= MOST_MS,
	};
};
