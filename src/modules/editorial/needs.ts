import type { Ids } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import type { Clock } from '#kernel/time.ts';
import type { Capabilities, ChannelKind } from '#modules/channels/index.ts';
import type { DeliveryDoor } from '#modules/delivery/index.ts';
import type { Act } from '#platform/act.ts';
import type { Database, Tx } from '#platform/db/database.ts';
import type { Events } from '#platform/events.ts';
import type { Files } from '#platform/files.ts';
import type { Pictures } from '#platform/media/pictures.ts';

/** A presence as far as writing for it goes. */
export interface PresenceSeen {
	readonly id: string;
	readonly unitId: string;
	readonly channel: ChannelKind;
	readonly name: string;
	readonly handle: string | null;
	readonly state: 'planned' | 'live' | 'restrained' | 'paused' | 'retired';
	readonly practice: boolean;
	readonly capabilities: Capabilities | null;
}

export interface EditorialNeeds {
	readonly db: Database;
	readonly act: Act;
	readonly clock: Clock;
	readonly ids: Ids;
	readonly events: Events;
	readonly files: Files;
	readonly pictures: Pictures;
	/** Public address without a trailing slash. */
	readonly origin: string;
	readonly people: {
		authority(): Promise<{
			readonly name: string;
			readonly zone: string;
			readonly language: Language;
			readonly contact: { readonly phone: string; readonly mail: string };
		}>;
		names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
		approversOf(
			unitId: string,
			options?: { readonly except?: readonly string[] },
		): Promise<readonly { readonly personId: string; readonly name: string; readonly insteadOf?: string }[]>;
		addressOf(personId: string): Promise<string | null>;
	};
	readonly channels: {
		/** The presences a unit may write for: its own and those shared with it. */
		presencesFor(unitId: string): Promise<readonly PresenceSeen[]>;
	};
	readonly delivery: Pick<DeliveryDoor, 'order' | 'recall' | 'reschedule' | 'deliveriesOf' | 'guard' | 'onOutcome'>;
	readonly mailer: {
		send(
			tx: Tx,
			mail: { readonly to: string; readonly subject: string; readonly text: string; readonly kind: string },
		): Promise<unknown>;
	};
}
