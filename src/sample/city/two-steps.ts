import type { SampleTwoSteps } from '../course.ts';

/** Press releases of the press office pass its own approval first, then the lead. */
export const twoSteps: SampleTwoSteps = {
	rule: 'Pressemitteilungen',
	lead: 'jana',
	steps: ['Fachlich', 'Leitung'],
	deadlineMinutes: 90,
	post: {
		key: 'haushalt-3',
		...{
			unit: 'presse',
			author: 'lars',
			approver: 'petra',
			kind: 'press-release',
			topic: 'Rathaus',
			day: 0,
			at: '-0:20',
		},
		title: 'Haushalt einfach erklärt, Teil 3: worüber der Stadtrat streitet',
		text: 'Zwei Vorschläge liegen auf dem Tisch. Der eine saniert zuerst die Turnhallen, der andere zuerst die Brücken. Beides zusammen kostet 14 Millionen Euro.\n\nDer Stadtrat entscheidet am {day:16}.',
		...{ pictures: [], accounts: ['stadt-ma', 'stadt-bs'], ends: 'waiting' },
	},
	comment: {
		passage: '14 Millionen Euro',
		text: '@Lars Vorlage, steht die Zahl so im Haushaltsplan? Ich lese dort 14,2 Millionen.',
	},
};
