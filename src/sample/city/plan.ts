import type { SamplePlan } from '../course.ts';

/** What the city plans: for whom, in which campaigns, on which topics, and when its accounts like to speak. */
export const plan: SamplePlan = {
	manager: 'jana',
	groups: [
		{ key: 'jugend', name: 'Jugendliche', ageFrom: 14, ageUntil: 25 },
		{ key: 'familien', name: 'Familien mit Kindern', ageFrom: null, ageUntil: null },
		{ key: 'aeltere', name: 'Ältere Menschen', ageFrom: 65, ageUntil: null },
	],
	slots: [
		{
			account: 'stadt-ma',
			by: 'jana',
			times: [
				{ weekday: 2, time: '07:30' },
				{ weekday: 4, time: '12:00' },
			],
		},
		{ account: 'bib-ma', by: 'ada', times: [{ weekday: 3, time: '16:00' }] },
	],
	campaigns: [
		{
			...{ unit: 'presse', by: 'jana', name: 'Ausbildung bei der Stadt' },
			goal: '40 Bewerbungen für 14 Plätze bis Ende Februar. Wir zählen sie im Personalamt.',
			...{ from: -20, until: 90, posts: ['ausbildungstag'] },
		},
		{
			...{ unit: 'tiefbau', by: 'emre', name: 'Sicher durch den Winter' },
			goal: 'Weniger Anrufe zum Räumen und Streuen als im letzten Winter: 310 von November bis März.',
			...{ from: -14, until: 110, posts: ['radweg'] },
		},
	],
	pitches: [
		{
			...{ unit: 'presse', by: 'lars', title: 'Ein Tag bei der Müllabfuhr', topic: 'Umwelt', groups: ['familien'] },
			...{ note: 'Um fünf mit auf den Wagen, drei Bilder, ein kurzer Text.', wished: 12, state: 'pitched' },
		},
		{
			...{ unit: 'presse', by: 'lars', title: 'Was macht eine Standesbeamtin?', topic: 'Rathaus', groups: ['jugend'] },
			...{
				note: 'Fragen aus der Berufsschule sammeln, sie antwortet.',
				wished: 18,
				state: 'accepted',
				decider: 'petra',
			},
		},
		{
			...{ unit: 'presse', by: 'petra', title: 'Wohnen im Alter: wer berät?', topic: 'Soziales', groups: ['aeltere'] },
			...{ note: 'Die drei Beratungsstellen mit Zeiten und Wegen.', wished: 25, state: 'assigned', decider: 'petra' },
			writer: 'lars',
		},
		{
			...{ unit: 'presse', by: 'lars', title: 'Die schönsten Büros im Rathaus', topic: 'Rathaus', groups: [] },
			...{ note: 'Bilderstrecke.', wished: null, state: 'declined', decider: 'petra' },
			reason: 'Das interessiert vor allem uns selbst. Was hätten die Menschen davon?',
		},
	],
};
