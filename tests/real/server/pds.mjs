// A real Bluesky server (PDS and directory) on loopback with two accounts. Says where it is on one line, ends when its input ends.
import { TestNetworkNoAppView } from '@atproto/dev-env';

const network = await TestNetworkNoAppView.create({ pds: { hostname: 'localhost' } });
const service = network.pds.url;

const call = async (name, input, token) => {
	const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
	const answer = await fetch(`${service}/xrpc/${name}`, { method: 'POST', headers, body: JSON.stringify(input) });
	if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
	return answer.json();
};

const account = async (handle) => {
	const email = `${handle}@example.org`;
	const made = await call('com.atproto.server.createAccount', { handle, email, password: 'nur-fuer-den-test' });
	const app = await call('com.atproto.server.createAppPassword', { name: 'amtsfunk' }, made.accessJwt);
	return { handle, did: made.did, appPassword: app.password };
};

const accounts = { office: await account('stadt.test'), citizen: await account('buerger.test') };
process.stdout.write(`${JSON.stringify({ service, ...accounts })}\n`);
process.stdin.resume().on('end', async () => {
	await network.close();
	process.exit(0);
});
