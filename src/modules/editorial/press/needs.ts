import type { DeliveryDoor } from '#modules/delivery/index.ts';
import type { Background } from '#platform/background.ts';
import type { Log } from '#platform/log.ts';
import type { Mailer } from '#platform/mail/mailer.ts';

import type { EditorialNeeds } from '../needs.ts';

/** What sending to the press asks of others beyond what writing asks. */
export interface PressNeeds extends Omit<EditorialNeeds, 'people' | 'delivery' | 'mailer'> {
	readonly people: Omit<EditorialNeeds['people'], 'unitPath'> & {
		unitPath(unitId: string): Promise<readonly { readonly id: string; readonly name: string }[]>;
	};
	readonly delivery: EditorialNeeds['delivery'] & Pick<DeliveryDoor, 'heldBack' | 'stoppedAmong'>;
	readonly mailer: EditorialNeeds['mailer'] & Pick<Mailer, 'sendOnce'>;
	readonly background: Background;
	readonly log: Log;
}
