import type { DeliveryView } from '#contract/delivery.ts';

/** The page where one decides about a delivery. */
export const toSubject = ({ source, subject }: Pick<DeliveryView, 'source' | 'subject'>): string =>
	source === 'editorial' ? `/redaktion/${subject}` : '/dialog';
