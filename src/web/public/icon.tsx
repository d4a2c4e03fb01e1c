/** @jsxImportSource hono/jsx */

/** SPEC: shapes of Lucide (ISC), the few that public pages use. */
const shapes = {
	file: [
		'M15 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V7z',
		'M14 2v4a2 2 0 0 0 2 2h4',
		'M12 18v-6',
		'm9 15 3 3 3-3',
	],
	languages: ['m5 8 6 6', 'm4 14 6-6 2-3', 'M2 5h12', 'M7 2h1', 'm22 22-5-10-5 10', 'M14 18h6'],
	link: [
		'M10 13a5 5 0 0 0 7.54.54l3-3a5 5 0 0 0-7.07-7.07l-1.72 1.71',
		'M14 11a5 5 0 0 0-7.54-.54l-3 3a5 5 0 0 0 7.07 7.07l1.71-1.71',
	],
	mail: [
		'm22 7-8.991 5.727a2 2 0 0 1-2.009 0L2 7',
		'M4 4h16a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z',
	],
	printer: [
		'M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2',
		'M6 9V3a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v6',
		'M7 14h10a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1z',
	],
	share: [
		'M18 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
		'M6 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
		'M18 22a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
		'M8.59 13.51l6.83 3.98',
		'M15.41 6.51l-6.82 3.98',
	],
	'shield-check': [
		'M20 13c0 5-3.5 7.5-7.66 8.95a1 1 0 0 1-.67-.01C7.5 20.5 4 18 4 13V6a1 1 0 0 1 1-1c2 0 4.5-1.2 6.24-2.72a1.17 1.17 0 0 1 1.52 0C14.51 3.81 17 5 19 5a1 1 0 0 1 1 1z',
		'm9 12 2 2 4-4',
	],
} as const;

export const Icon = ({ name }: { name: keyof typeof shapes }) => (
	<svg class="i" viewBox="0 0 24 24" aria-hidden="true">
		{shapes[name].map((d) => (
			<path key={d} d={d} />
		))}
	</svg>
);
