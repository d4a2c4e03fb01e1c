import { changeNetiquetteEndpoint, netiquetteEndpoint } from '#contract/netiquette.ts';
import { changeOpeningsEndpoint, openingsInForceEndpoint } from '#contract/openings.ts';
import {
	changeChecksEndpoint,
	changeProfileEndpoint,
	policyVersionEndpoint,
	policyVersionsEndpoint,
	rulesEndpoint,
} from '#contract/policy.ts';
import { ok } from '#kernel/result.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Problems } from '#platform/http/problem.ts';

import { type ChangeFailure, changeChecks, changeNetiquette, changeOpenings, changeProfile } from './change-rules.ts';
import type { PolicyNeeds } from './needs.ts';
import { readNetiquette } from './read-netiquette.ts';
import { readOpenings } from './read-openings.ts';
import { listVersions, readRules } from './read-rules.ts';
import { readVersion } from './read-version.ts';

const problems: Problems<ChangeFailure> = {
	'access.denied': 403,
	'policy.changed-meanwhile': 409,
	'policy.rule-fixed': 422,
	'policy.rule-observes': 422,
	'policy.paragraph-unknown': 422,
	'policy.twice': 422,
	'policy.window-upside-down': 422,
};

/** What the desk asks of the rules. */
export const policyRoutes = (mount: Mount, needs: PolicyNeeds): void => {
	const [checks, profile, netiquette] = [changeChecks(needs), changeProfile(needs), changeNetiquette(needs)];
	mount(rulesEndpoint, { problems: {}, handle: (_, { actor }) => readRules(needs)(actor) });
	mount(policyVersionsEndpoint, { problems: {}, handle: (input) => listVersions(needs)(input) });
	mount(policyVersionEndpoint, {
		problems: { 'policy.no-such-version': 404 },
		handle: (input) => readVersion(needs)(input),
	});
	mount(changeChecksEndpoint, {
		problems,
		async handle(change, { actor }) {
			const result = await checks(change, actor);
			return result.ok ? ok({ number: result.value }) : result;
		},
	});
	mount(changeProfileEndpoint, {
		problems,
		async handle(change, { actor }) {
			const result = await profile(change, actor);
			return result.ok ? ok({ number: result.value }) : result;
		},
	});
	const openings = changeOpenings(needs);
	mount(openingsInForceEndpoint, { problems: {}, handle: (_, { actor }) => readOpenings(needs)(actor) });
	mount(changeOpeningsEndpoint, {
		problems,
		async handle(change, { actor }) {
			const result = await openings(change, actor);
			return result.ok ? ok({ number: result.value }) : result;
		},
	});
	mount(netiquetteEndpoint, { problems: {}, handle: (_, { actor }) => readNetiquette(needs)(actor) });
	mount(changeNetiquetteEndpoint, {
		problems,
		async handle(change, { actor }) {
			const result = await netiquette(change, actor);
			return result.ok ? ok({ number: result.value }) : result;
		},
	});
};
