import { fail, ok, type Result } from '#kernel/result.ts';

/** Something we said, as far as changing it afterwards asks. */
export interface Sent {
	readonly direction: 'in' | 'out' | 'note';
	readonly delivery: 'waiting' | 'published' | 'refused' | 'unclear' | 'withdrawn' | null;
	readonly sealed: boolean;
	/** A change of it is on its way. */
	readonly changing: boolean;
}

/** What the place where it stands lets us do. The page of the house lets us do both. */
export interface SentAbilities {
	readonly edit: boolean;
	readonly withdraw: boolean;
}

/** What stands behind a receipt is ours to change, a mail that left never; a network says itself what it lets us do. */
export const abilitiesAt = (place: 'form' | 'mail' | SentAbilities | null | undefined): SentAbilities =>
	place === 'form'
		? { edit: true, withdraw: true }
		: place === 'mail'
			? { edit: false, withdraw: false }
			: { edit: place?.edit === true, withdraw: place?.withdraw === true };

/** Where something stands that stands at no presence. */
export const placeWithout = (channel: string): 'form' | 'mail' => (channel === 'mail' ? 'mail' : 'form');

export type SentFailure =
	| { readonly type: 'conversation.no-such-message' }
	/** It does not stand there, so there is nothing to change. */
	| { readonly type: 'answer.not-out' }
	| { readonly type: 'answer.change-under-way' }
	/** The network has no way to change what was said; withdrawing and saying it anew is left. */
	| { readonly type: 'answer.cannot-edit' }
	| { readonly type: 'answer.cannot-withdraw' };

/** Whether an answer of ours may be changed or taken back. What still waits is stopped, whatever the network can. */
export const decideChange = (
	sent: Sent,
	what: 'edit' | 'withdraw',
	abilities: SentAbilities,
): Result<'carry' | 'stop', SentFailure> => {
	if (sent.direction !== 'out') return fail({ type: 'conversation.no-such-message' });
	if (sent.changing) return fail({ type: 'answer.change-under-way' });
	if (sent.sealed) return fail({ type: 'answer.not-out' });
	if (what === 'withdraw' && sent.delivery === 'waiting') return ok('stop');
	if (sent.delivery !== 'published') return fail({ type: 'answer.not-out' });
	if (what === 'edit' && !abilities.edit) return fail({ type: 'answer.cannot-edit' });
	return what === 'withdraw' && !abilities.withdraw ? fail({ type: 'answer.cannot-withdraw' }) : ok('carry');
};
