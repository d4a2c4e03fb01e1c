/** What an act answers: the value, or a failure that the caller must handle. Failures are plain data, safe to log and store. */
export type Result<T, E extends Failure = Failure> = Ok<T> | Fail<E>;

export interface Failure {
	/** `module.what-went-wrong`; also the key of the sentence a person reads. */
	readonly type: string;
}

interface Ok<T> {
	readonly ok: true;
	readonly value: T;
}

interface Fail<E extends Failure> {
	readonly ok: false;
	readonly error: E;
}

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });

export const fail = <const E extends Failure>(error: E): Fail<E> => ({ ok: false, error });
