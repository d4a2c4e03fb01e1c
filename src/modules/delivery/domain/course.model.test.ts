import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { hours, type Instant, minutes, plus } from '#kernel/time.ts';

import { type Abilities, decide, isHarmless, mustLook, nextMove, type Standing, type Trouble } from './course.ts';

/** Events in any order, so many of them. */
const DEPTH = 14;
const RUNS = 4_000;
const start = 1_800_000_000_000 as Instant;

type Mood = 'well' | 'lost' | 'throttling' | 'down' | 'refusing' | 'dead-before' | 'dead-after' | 'revoked';
type Event =
	| { readonly kind: 'run'; readonly mood: Mood; readonly next: Mood }
	| { readonly kind: 'wait'; readonly ms: number }
	| { readonly kind: 'pause' | 'resume' | 'recall' | 'void' | 'approve' | 'look' | 'person' | 'retry' };

type State = 'waiting' | 'unclear' | 'published' | 'refused' | 'withdrawn';

interface Copy {
	state: State;
	nextAt: Instant | null;
	doubtSince: Instant | null;
	attempts: number;
	looks: number;
	held: boolean;
}

/** One delivery, its network and everything that may happen to both, in the order the dispatcher does it. */
class World {
	now = start;
	paused = false;
	approved = true;
	recalled = false;
	readonly copy: Copy = { state: 'waiting', nextAt: start, doubtSince: null, attempts: 0, looks: 0, held: false };
	readonly accepted: Instant[] = [];
	readonly wrong: string[] = [];
	readonly abilities: Abilities;

	constructor(abilities: Abilities) {
		this.abilities = abilities;
	}

	happen(event: Event): void {
		if (event.kind === 'run') this.run(event.mood, event.next);
		else if (event.kind === 'wait') this.now = plus(this.now, event.ms);
		else this[event.kind]();
	}

	pause = (): void => this.set({ paused: true });
	resume = (): void => this.set({ paused: false });
	void = (): void => this.set({ approved: false });
	approve = (): void => this.set({ approved: true });
	private set(change: Partial<Pick<World, 'paused' | 'approved'>>): void {
		Object.assign(this, change);
	}
	recall = (): void => {
		if (this.copy.state !== 'waiting') return;
		this.copy.state = 'withdrawn';
		this.recalled = true;
	};
	look = (): void => {
		if (this.copy.state === 'unclear') this.copy.nextAt = this.now;
	};
	retry = (): void => {
		if (this.copy.state === 'refused' || (this.copy.state === 'waiting' && this.copy.held)) this.anew();
	};
	/** Somebody looks on the network and tells the truth. */
	person = (): void => {
		if (this.copy.state !== 'unclear') return;
		if (this.accepted.length > 0) this.copy.state = 'published';
		else this.anew();
	};

	private anew(): void {
		Object.assign(this.copy, {
			state: 'waiting',
			nextAt: this.now,
			doubtSince: null,
			attempts: 0,
			looks: 0,
			held: false,
		});
	}

	private run(mood: Mood, next: Mood): void {
		const { copy } = this;
		if (!this.isClaimable()) return;
		if (!this.approved && copy.doubtSince === null) {
			copy.state = 'withdrawn';
			return;
		}
		copy.attempts += 1;
		this.carry(mood, next);
	}

	private isClaimable(): boolean {
		const { nextAt, held, state } = this.copy;
		return !this.paused && !held && nextAt !== null && nextAt <= this.now && ['waiting', 'unclear'].includes(state);
	}

	private carry(mood: Mood, next: Mood): void {
		const before = this.copy.doubtSince;
		const mark = before ?? this.now;
		const first = this.go(before, mood);
		const isFresh = before === null && first !== 'done' && first !== 'dead' && !isHarmless(first);
		const second = isFresh ? this.go(mark, next) : first;
		if (second === 'dead') {
			this.takeOver(mark);
			return;
		}
		const isCleared = second === 'done' || second.type !== 'delivery.undecidable';
		if (isCleared && (isFresh || before !== null)) this.copy.looks += 1;
		this.recordRefused(isCleared ? second : first, isFresh ? mark : before);
	}

	private recordRefused(result: Trouble | 'done' | 'dead', doubtSince: Instant | null): void {
		if (typeof result === 'string' || !mustLook(result, doubtSince, this.abilities)) this.record(result, doubtSince);
		else if (this.accepted.length > 0) this.record('done', doubtSince);
		else this.record(result, null);
	}

	/** The process died; what it carried may be public. */
	private takeOver(mark: Instant): void {
		Object.assign(this.copy, { state: 'unclear', nextAt: this.now, doubtSince: mark });
	}

	private record(result: Trouble | 'done' | 'dead', doubtSince: Instant | null): void {
		const { copy } = this;
		if (result === 'dead') return;
		if (result === 'done') {
			Object.assign(copy, { state: 'published', nextAt: null, doubtSince: null });
			return;
		}
		const next = decide(result, this.standing(doubtSince), { abilities: this.abilities, now: this.now });
		copy.state = next.state;
		copy.nextAt = next.state === 'refused' ? null : next.nextAt;
		copy.held = next.state === 'waiting' && next.review;
		copy.doubtSince = next.state === 'unclear' ? doubtSince : null;
	}

	private standing(doubtSince: Instant | null): Standing {
		const { attempts, looks } = this.copy;
		return { operation: 'publish', dueAt: start, doubtSince, attempts, looks, mayPublish: this.approved };
	}

	private go(doubtSince: Instant | null, mood: Mood): Trouble | 'done' | 'dead' {
		if (mood === 'dead-before') return 'dead';
		const move = nextMove(this.standing(doubtSince), this.abilities, this.now);
		if (move === 'ask') return { type: 'delivery.undecidable' };
		if (mood === 'down') return { type: 'channel.unreachable' };
		if (mood === 'revoked') return { type: 'channel.unauthorised' };
		if (mood === 'throttling') return { type: 'channel.throttled', until: plus(this.now, minutes(7)) };
		if (move === 'look') return this.accepted.length > 0 ? 'done' : { type: 'delivery.not-found' };
		return this.receive(mood);
	}

	/** The network's side: it knows a key it has seen within its memory, or refuses the same words and shows them; it takes everything else for new, and may refuse both. */
	private receive(mood: Mood): Trouble | 'done' | 'dead' {
		const { remembersKeysForMs: memory } = this.abilities;
		const last = this.accepted.at(-1);
		const isDouble = this.abilities.refusesDoubles === true && last !== undefined;
		const isKnown = isDouble || (last !== undefined && (memory === null || this.now - last < memory));
		if (mood === 'refusing') return { type: 'channel.rejected' };
		if (!isKnown) {
			if (this.paused || !this.approved || this.recalled) this.wrong.push('went out after it was stopped');
			this.accepted.push(this.now);
		}
		if (mood === 'lost') return { type: 'channel.unclear' };
		return mood === 'dead-after' ? 'dead' : 'done';
	}
}

const moods: readonly Mood[] = [
	'well',
	'lost',
	'throttling',
	'down',
	'refusing',
	'dead-before',
	'dead-after',
	'revoked',
];
const mood = fc.constantFrom(...moods);
const event: fc.Arbitrary<Event> = fc.oneof(
	{ weight: 6, arbitrary: fc.record({ kind: fc.constant('run' as const), mood, next: mood }) },
	{
		weight: 4,
		arbitrary: fc.record({
			kind: fc.constant('wait' as const),
			ms: fc.constantFrom(1_000, minutes(1), minutes(8), minutes(50), hours(2)),
		}),
	},
	{
		weight: 5,
		arbitrary: fc
			.constantFrom('pause', 'resume', 'recall', 'void', 'approve', 'look', 'person', 'retry')
			.map((kind) => ({ kind }) as Event),
	},
);
const abilities: fc.Arbitrary<Abilities> = fc.record({
	remembersKeysForMs: fc.constantFrom(0, hours(1), null),
	canFind: fc.boolean(),
	refusesDoubles: fc.boolean(),
});

const live = (able: Abilities, events: readonly Event[]): World => {
	const world = new World(able);
	for (const next of events) world.happen(next);
	return world;
};

describe('a delivery in whatever befalls it', () => {
	it('is never accepted twice, never goes out after it was stopped, and is never lost from sight', () => {
		fc.assert(
			fc.property(abilities, fc.array(event, { maxLength: DEPTH }), (able, events) => {
				const { accepted, copy, wrong } = live(able, events);
				expect(accepted.length).toBeLessThanOrEqual(1);
				expect(wrong).toEqual([]);
				if (accepted.length === 1) expect(['published', 'unclear']).toContain(copy.state);
				if (copy.state === 'published') expect(accepted).toHaveLength(1);
			}),
			{ numRuns: RUNS },
		);
	});

	it('always has somebody whose turn it is: the machinery at a time, a person, or nobody any more', () => {
		fc.assert(
			fc.property(abilities, fc.array(event, { maxLength: DEPTH }), (able, events) => {
				const { copy } = live(able, events);
				const isMachines = copy.nextAt !== null && !copy.held;
				const isPersons = copy.state === 'unclear' || copy.state === 'refused' || copy.held;
				const isOver = copy.state === 'published' || copy.state === 'withdrawn';
				expect(isMachines || isPersons || isOver).toBe(true);
			}),
			{ numRuns: RUNS },
		);
	});
});
