import { changeLegalTextEndpoint, changeSiteDetailsEndpoint, newsroomSettingsEndpoint } from '#contract/newsroom.ts';
import { ok } from '#kernel/result.ts';
import { toIso } from '#kernel/time.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Problems } from '#platform/http/problem.ts';

import type { TextFailure, Texts } from './texts.ts';

const problems: Problems<TextFailure> = { 'access.denied': 403, 'text.empty': 422, 'text.incomplete': 422 };

/** What the desk asks of the public site. */
export const mountDesk = (mount: Mount, texts: Texts): void => {
	mount(newsroomSettingsEndpoint, {
		problems: {},
		async handle() {
			const [all, details] = await Promise.all([texts.all(), texts.details()]);
			const shown = all.map(({ changedAt, ...text }) => ({ ...text, changedAt: changedAt && toIso(changedAt) }));
			return ok({ texts: shown, details });
		},
	});
	mount(changeLegalTextEndpoint, {
		problems,
		async handle(asked, { actor }) {
			const result = await texts.changeText(actor, asked);
			return result.ok ? ok({}) : result;
		},
	});
	mount(changeSiteDetailsEndpoint, {
		problems,
		async handle(details, { actor }) {
			const result = await texts.changeDetails(actor, details);
			return result.ok ? ok({}) : result;
		},
	});
};
