import { days, type Instant, minutes, plus, seconds } from '#kernel/time.ts';

/** What may stand in the way of an attempt: the words of the channels, and our own. */
export interface Trouble {
	readonly type: string;
	readonly until?: Instant;
}

/** What the network can do for us when we do not know what happened. */
export interface Abilities {
	/** How long a repeated key is recognised; 0 = never, null = for ever. */
	readonly remembersKeysForMs: number | null;
	readonly canFind: boolean;
	/** The same words again are refused: after looking in vain, sending them once more cannot double them. */
	readonly refusesDoubles?: boolean;
}

export interface Standing {
	readonly operation: 'publish' | 'edit' | 'withdraw';
	readonly dueAt: Instant;
	/** Since when the copy may be public without our knowing; null: it certainly is not. */
	readonly doubtSince: Instant | null;
	readonly attempts: number;
	/** How often the doubt was tried to be cleared up, by looking or by repeating the key. */
	readonly looks: number;
	/** False when the approval fell meanwhile: then nothing new may become public, but we may still look. */
	readonly mayPublish: boolean;
}

/** What to do with a delivery now: send it, look whether it is there, or leave it to a person. */
export type Move = 'send' | 'look' | 'ask';

export type Next =
	| { readonly state: 'waiting'; readonly nextAt: Instant; readonly review: boolean }
	| { readonly state: 'unclear'; readonly nextAt: Instant | null }
	| { readonly state: 'refused' };

/** Later than this a publication is no longer what was meant: a person says whether it still is. */
export const LATE_MS = minutes(30);
/** The network's clock is not ours: this long before its memory ends we no longer rely on it. */
const MEMORY_MARGIN_MS = minutes(5);
/** After so many tries of its own the machinery leaves an unclear case to a person. */
const MOST_LOOKS = 5;
/** A network that puts us off for longer than this has refused. */
const MOST_PATIENCE_MS = days(3);

const steps = [seconds(5), seconds(20), minutes(1), minutes(3), minutes(10), minutes(15)];

/** The pause before the next try; grows to a quarter of an hour and stays there. */
export const backOff = (attempts: number): number =>
	steps[Math.min(Math.max(attempts, 1), steps.length) - 1] ?? minutes(15);

const isRemembered = (doubtSince: Instant, { remembersKeysForMs: memory }: Abilities, now: Instant): boolean =>
	memory === null || now - doubtSince < memory - MEMORY_MARGIN_MS;

/** Never repeats blindly: in doubt only a network that recognises the key is sent to again, else we look, else a person decides. */
export const nextMove = (standing: Standing, abilities: Abilities, now: Instant): Move => {
	const { operation, doubtSince, mayPublish } = standing;
	if (operation !== 'publish') return 'send';
	if (doubtSince === null) return mayPublish ? 'send' : 'ask';
	if (mayPublish && isRemembered(doubtSince, abilities, now)) return 'send';
	if (!abilities.canFind) return 'ask';
	return mayPublish && abilities.refusesDoubles && isRepeatsTurn(standing) ? 'send' : 'look';
};

/** Three looks, over more than a minute, before each repeat. */
const LOOKS_BEFORE_REPEAT = 3;
const isRepeatsTurn = ({ looks }: Standing): boolean => looks % (LOOKS_BEFORE_REPEAT + 1) === LOOKS_BEFORE_REPEAT;

type Kind = 'final' | 'no-access' | 'put-off' | 'not-sent' | 'doubt';

const kinds: Readonly<Record<string, Kind>> = {
	'channel.rejected': 'final',
	'delivery.cannot-edit': 'final',
	'delivery.cannot-withdraw': 'final',
	'delivery.media-missing': 'final',
	'delivery.no-channel': 'final',
	'delivery.damaged': 'final',
	'delivery.address-unknown': 'final',
	'channel.unauthorised': 'no-access',
	'channel.expired': 'no-access',
	'channel.throttled': 'put-off',
	'channel.preparing': 'put-off',
	'channel.exhausted': 'put-off',
	'channel.unreachable': 'not-sent',
	'delivery.no-access': 'not-sent',
};

/** Whatever we have no word for may have happened. */
const kindOf = (trouble: Trouble): Kind => kinds[trouble.type] ?? 'doubt';

/** True when the attempt certainly made nothing public. */
export const isHarmless = (trouble: Trouble): boolean => kindOf(trouble) !== 'doubt';

/** A repeat that was refused says nothing about what went before: whether that stands there is looked up. */
export const mustLook = (trouble: Trouble, doubtSince: Instant | null, { canFind }: Abilities): boolean =>
	doubtSince !== null && canFind && kindOf(trouble) === 'final';

/** Where a delivery goes after an attempt that did not end well. */
export const decide = (trouble: Trouble, standing: Standing, at: { abilities: Abilities; now: Instant }): Next => {
	const kind = kindOf(trouble);
	const isPublication = standing.operation === 'publish';
	if (isPublication && standing.doubtSince !== null) return stayUnclear(trouble, standing, at);
	if (kind === 'final' || kind === 'no-access') return { state: 'refused' };
	return again(trouble, standing, at.now);
};

const again = (trouble: Trouble, standing: Standing, now: Instant): Next => {
	const kind = kindOf(trouble);
	if (trouble.type === 'delivery.broken' && standing.attempts >= MOST_LOOKS) return { state: 'refused' };
	const pause = plus(now, backOff(standing.attempts));
	const nextAt = kind === 'put-off' ? later(trouble.until, plus(now, seconds(1))) : pause;
	if (nextAt - standing.dueAt > MOST_PATIENCE_MS) return { state: 'refused' };
	const isLate = nextAt - standing.dueAt > LATE_MS;
	return { state: 'waiting', nextAt, review: isLate && kind !== 'put-off' && standing.operation === 'publish' };
};

/** The network did not speak to us at all: to look again is worth it for as long as it takes. */
const tellsNothing: ReadonlySet<Kind> = new Set(['not-sent', 'put-off']);

const stayUnclear = (
	trouble: Trouble,
	standing: Standing,
	{ abilities, now }: { abilities: Abilities; now: Instant },
): Next => {
	const pause = plus(now, backOff(standing.looks));
	const nextAt = kindOf(trouble) === 'put-off' ? later(trouble.until, pause) : pause;
	const most = abilities.refusesDoubles ? MOST_LOOKS * 2 : MOST_LOOKS;
	const isTired = standing.looks >= most && !tellsNothing.has(kindOf(trouble));
	const isHopeless = isTired || nextMove(standing, abilities, nextAt) === 'ask';
	return { state: 'unclear', nextAt: isHopeless ? null : nextAt };
};

const later = (until: Instant | undefined, atLeast: Instant): Instant =>
	until !== undefined && until > atLeast ? until : atLeast;
