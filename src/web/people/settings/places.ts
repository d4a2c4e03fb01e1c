import type { Permission } from '#kernel/permission.ts';

/** The pages of set-up, and who sees them. */
export const settingsPlaces = [
	{ key: 'persons', to: '/einrichtung', needs: 'person.read' },
	{ key: 'units', to: '/einrichtung/stellen', needs: 'unit.manage' },
	{ key: 'presences', to: '/einrichtung/auftritte', needs: 'presence.manage' },
	{ key: 'fediverse', to: '/einrichtung/fediverse', needs: 'presence.manage' },
	{ key: 'newsroom', to: '/einrichtung/newsroom', needs: 'newsroom.manage' },
	{ key: 'approval', to: '/einrichtung/freigabe', needs: 'approval.manage' },
	{ key: 'handover', to: '/einrichtung/uebergaben', needs: 'handover.manage' },
	{ key: 'service', to: '/einrichtung/servicezeiten', needs: 'service.manage' },
	{ key: 'roster', to: '/einrichtung/dienstplan', needs: 'service.manage' },
	{ key: 'replies', to: '/einrichtung/antworten', needs: 'approval.manage' },
	{ key: 'labels', to: '/einrichtung/schlagwoerter', needs: 'label.manage' },
	{ key: 'rules', to: '/einrichtung/dialogregeln', needs: 'rule.manage' },
	{ key: 'emergency', to: '/einrichtung/notfall', needs: 'service.manage' },
	{ key: 'retention', to: '/einrichtung/aufbewahrung', needs: 'retention.manage' },
	{ key: 'mail', to: '/einrichtung/mail', needs: 'settings.manage' },
	{ key: 'tokens', to: '/einrichtung/schluessel', needs: 'token.manage' },
	{ key: 'authority', to: '/einrichtung/behoerde', needs: 'settings.manage' },
] as const satisfies readonly { key: string; to: string; needs: Permission }[];
