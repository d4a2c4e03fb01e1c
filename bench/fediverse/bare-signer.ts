import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { Agent, request } from 'node:http';
import { promisify } from 'node:util';

const signAside = promisify(sign) as (algorithm: string, data: Buffer, key: object) => Promise<Buffer>;

/** As many as the product keeps under way at least. */
const TOGETHER = 256;

/** Signs the same body for every inbox with RSA-2048, sends it over kept connections, and does nothing else. Copies a second. */
export const bareSigner = async (inboxes: readonly string[]): Promise<number> => {
	const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const agent = new Agent({ keepAlive: true, maxSockets: 8 });
	const body = Buffer.from(JSON.stringify({ type: 'Create', content: 'Die Brücke ist gesperrt. '.repeat(20) }));
	const digest = createHash('sha256').update(body).digest('base64');
	const post = async (url: URL): Promise<void> => {
		const base = `(request-target): post ${url.pathname}\nhost: ${url.host}\ndigest: SHA-256=${digest}`;
		const signature = (await signAside('sha256', Buffer.from(base), privateKey)).toString('base64');
		await new Promise<void>((resolve, reject) => {
			const headers = { digest: `SHA-256=${digest}`, signature, 'content-length': body.length };
			const asked = request(url, { method: 'POST', agent, headers }, (answer) => answer.resume().once('end', resolve));
			asked.once('error', reject).end(body);
		});
	};
	let next = 0;
	const begun = performance.now();
	const worker = async (): Promise<void> => {
		for (let inbox = inboxes[next++]; inbox !== undefined; inbox = inboxes[next++]) await post(new URL(inbox));
	};
	await Promise.all(Array.from({ length: TOGETHER }, worker));
	agent.destroy();
	return inboxes.length / ((performance.now() - begun) / 1000);
};
