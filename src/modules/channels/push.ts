/** Where a hub calls, and the secret it signs with. */
interface PushAt {
	readonly callback: string;
	readonly secret: string;
	readonly leaseMs: number;
}

/** A hub that says when something of an account changed. It answers at once, and asks at the address whether we meant it. */
export interface Push<Answer> {
	/** What is subscribed to; the hub repeats it. */
	readonly topic: string;
	subscribe(at: PushAt): Promise<Answer>;
	unsubscribe(at: PushAt): Promise<Answer>;
}
