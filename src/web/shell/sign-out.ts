import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';

import { signOutEndpoint } from '#contract/sign-in.ts';

import { call } from '../parts/call.ts';

/** Ends the session, forgets what was read, and leads to the sign-in. */
export const useSignOut = (): (() => void) => {
	const client = useQueryClient();
	const navigate = useNavigate();
	return () => {
		void call(signOutEndpoint, {}).then(async () => {
			await navigate({ to: '/anmelden' });
			client.clear();
		});
	};
};
