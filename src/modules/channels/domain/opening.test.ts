import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type Opening, soundOpening } from './opening.ts';

const stated: Opening = {
	consentBy: 'Amtsleiterin Probe',
	consentOn: '2026-02-27',
	purpose: 'Über Baustellen unterrichten',
	audience: 'Menschen, die in der Stadt unterwegs sind',
	responsibleId: 'person-1',
	deputyId: 'person-2',
	resolution: null,
};
const free = { channel: 'mastodon', today: '2026-03-02', free: true } as const;

describe('the facts a presence is opened with', () => {
	it.each([
		[null, 'presence.opening-missing'],
		[{ ...stated, consentBy: ' ' }, 'presence.consent-missing'],
		[{ ...stated, consentOn: '' }, 'presence.consent-missing'],
		[{ ...stated, consentOn: '2026-03-03' }, 'presence.consent-ahead'],
		[{ ...stated, purpose: '' }, 'presence.purpose-missing'],
		[{ ...stated, audience: '  ' }, 'presence.audience-missing'],
		[{ ...stated, deputyId: '' }, 'presence.responsible-missing'],
		[{ ...stated, deputyId: 'person-1' }, 'presence.deputy-is-responsible'],
	] as const)('%o are refused as %s', (opening, type) => {
		expect(soundOpening(opening, free)).toMatchObject({ ok: false, error: { type } });
	});

	it('beyond what the house opens by itself need a resolution with a name, whatever else is said', () => {
		fc.assert(
			fc.property(fc.constantFrom(null, '', ' ', 'Beschluss 12/2026'), fc.boolean(), (resolution, isFree) => {
				const found = soundOpening({ ...stated, resolution }, { ...free, channel: 'linkedin', free: isFree });
				expect(found.ok).toBe(isFree || (resolution ?? '').trim() !== '');
			}),
		);
	});
});
