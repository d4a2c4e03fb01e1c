import type { ChannelKind } from '#kernel/channel-name.ts';
import { fail, ok, type Result } from '#kernel/result.ts';

/** What was agreed before a presence was opened. */
export interface Opening {
	/** Who agreed for the unit, by name and office. */
	readonly consentBy: string;
	/** The day they did, as ISO date. */
	readonly consentOn: string;
	readonly purpose: string;
	readonly audience: string;
	readonly responsibleId: string;
	readonly deputyId: string;
	/** Where the council or the mayor decided it, for example `Beschluss 12/2026`; null where none is needed. */
	readonly resolution: string | null;
}

export type OpeningFailure =
	| { readonly type: 'presence.opening-missing' }
	| { readonly type: 'presence.consent-missing' }
	| { readonly type: 'presence.consent-ahead' }
	| { readonly type: 'presence.purpose-missing' }
	| { readonly type: 'presence.audience-missing' }
	| { readonly type: 'presence.responsible-missing' }
	| { readonly type: 'presence.deputy-is-responsible' }
	| { readonly type: 'presence.resolution-missing'; readonly channel: ChannelKind };

interface Circumstances {
	readonly channel: ChannelKind;
	/** The authority's own day. */
	readonly today: string;
	/** May be opened without a resolution. */
	readonly free: boolean;
}

const isBlank = (text: string): boolean => text.trim() === '';

/** Facts a presence may be opened with: complete, agreed to by now, two different people, and decided where the house asks for it. */
export const soundOpening = (
	opening: Opening | null | undefined,
	{ channel, today, free }: Circumstances,
): Result<Opening, OpeningFailure> => {
	if (!opening) return fail({ type: 'presence.opening-missing' });
	if (isBlank(opening.consentBy) || isBlank(opening.consentOn)) return fail({ type: 'presence.consent-missing' });
	if (opening.consentOn > today) return fail({ type: 'presence.consent-ahead' });
	if (isBlank(opening.purpose)) return fail({ type: 'presence.purpose-missing' });
	if (isBlank(opening.audience)) return fail({ type: 'presence.audience-missing' });
	if (isBlank(opening.responsibleId) || isBlank(opening.deputyId))
		return fail({ type: 'presence.responsible-missing' });
	if (opening.responsibleId === opening.deputyId) return fail({ type: 'presence.deputy-is-responsible' });
	const resolution = opening.resolution?.trim() || null;
	if (!free && resolution === null) return fail({ type: 'presence.resolution-missing', channel });
	return ok({ ...opening, resolution });
};
