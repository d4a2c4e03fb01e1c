import type { Ids } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import type { Clock } from '#kernel/time.ts';
import type { Act } from '#platform/act.ts';
import type { Database } from '#platform/db/database.ts';
import type { Events } from '#platform/events.ts';
import type { Mailer } from '#platform/mail/mailer.ts';

export interface DeskNeeds {
	readonly db: Database;
	readonly act: Act;
	readonly clock: Clock;
	readonly ids: Ids;
	readonly events: Events;
	readonly mailer: Pick<Mailer, 'send'>;
	readonly origin: string;
	readonly people: {
		authority(): Promise<{ readonly language: Language; readonly zone: string }>;
		names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
		addressOf(personId: string): Promise<string | null>;
	};
}
