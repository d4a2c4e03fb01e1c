import { createHmac } from 'node:crypto';

import type { PracticeNetwork } from '../practice.ts';
import type { Hook, Post } from './state.ts';
import type { World } from './world.ts';

/** Whom what was said concerns, and what is told of it; null: nobody. */
export type Notice = (
	world: World,
	post: Post,
) => {
	readonly account: string;
	readonly body: unknown;
	/** Whoever agreed to the app is told of; else each has to be named. */
	readonly byAgreement?: true;
} | null;

const isWanted = (
	{ memory: { state } }: World,
	{ app }: Hook,
	{ account, byAgreement }: NonNullable<ReturnType<Notice>>,
): boolean =>
	byAgreement
		? state.tokens.some(({ clientId, by, revoked }) => clientId === app && by === account && !revoked)
		: state.installed.some((one) => one.app === app && one.by === account);

/** SPEC: Graph API, Webhooks: the address is asked for the word first, then each notification is signed with the app's secret. */
export const createHooks = (world: World, notice: Notice) => {
	const answers: number[] = [];
	const owner: NonNullable<PracticeNetwork['hooks']> = {
		async enter({ token, ...hook }) {
			const challenge = String(world.clock.now());
			const url = new URL(hook.address);
			for (const [name, value] of [
				['mode', 'subscribe'],
				['verify_token', token],
				['challenge', challenge],
			] as const)
				url.searchParams.set(`hub.${name}`, value);
			const answer = await fetch(url);
			if (answer.status !== 200 || (await answer.text()) !== challenge) return false;
			const { state, save } = world.memory;
			state.hooks = [...state.hooks.filter(({ app }) => app !== hook.app), hook];
			save();
			return true;
		},
		answered: () => answers,
	};
	const send = async ({ address, secret }: Hook, body: string): Promise<void> => {
		const signature = createHmac('sha256', secret).update(body).digest('hex');
		const headers = { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` };
		const answer = await fetch(address, { method: 'POST', headers, body });
		answers.push(answer.status);
	};
	return {
		owner,
		/** Calls every app that wants to hear of it. Whoever does not answer hears nothing here; the real network tries again for 36 hours. */
		tell(post: Post): void {
			const told = notice(world, post);
			if (told === null) return;
			for (const hook of world.memory.state.hooks.filter((one) => isWanted(world, one, told)))
				send(hook, JSON.stringify(told.body)).catch(() => answers.push(0));
		},
	};
};
