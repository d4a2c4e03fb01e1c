/** @jsxImportSource hono/jsx */
import { plates } from '#kernel/channel-name.ts';
import type { PracticeKind, PracticeNetwork } from '../practice.ts';
import type { Say } from './texts.ts';

/** SPEC: shapes of Lucide (ISC). */
const shapes = {
	'graduation-cap': [
		'M21.42 10.922a1 1 0 0 0-.019-1.838L12.83 5.18a2 2 0 0 0-1.66 0L2.6 9.08a1 1 0 0 0 0 1.832l8.57 3.908a2 2 0 0 0 1.66 0z',
		'M22 10v6',
		'M6 12.5V16a6 3 0 0 0 12 0v-3.5',
	],
	landmark: [
		'M10 18v-7',
		'M11.119 2.205a2 2 0 0 1 1.762 0l7.84 3.846A.5.5 0 0 1 20.5 7h-17a.5.5 0 0 1-.22-.949z',
		'M14 18v-7',
		'M18 18v-7',
		'M3 22h18',
		'M6 18v-7',
	],
	check: ['M20 6 9 17l-5-5'],
	flag: ['M4 15s1-1 4-1 5 2 8 2 4-1 4-1V3s-1 1-4 1-5-2-8-2-4 1-4 1z', 'M4 22v-7'],
	reply: ['M20 18v-2a4 4 0 0 0-4-4H4', 'm9 17-5-5 5-5'],
	star: [
		'M11.525 2.295a.53.53 0 0 1 .95 0l2.31 4.679a2.123 2.123 0 0 0 1.595 1.16l5.166.756a.53.53 0 0 1 .294.904l-3.736 3.638a2.123 2.123 0 0 0-.611 1.878l.882 5.14a.53.53 0 0 1-.771.56l-4.618-2.428a2.122 2.122 0 0 0-1.973 0L6.396 21.01a.53.53 0 0 1-.77-.56l.881-5.139a2.122 2.122 0 0 0-.611-1.879L2.16 9.795a.53.53 0 0 1 .294-.906l5.165-.755a2.122 2.122 0 0 0 1.597-1.16z',
	],
} as const;

export const Icon = ({ name, large }: { name: keyof typeof shapes; large?: boolean }) => (
	<svg class={large ? 'i i-l' : 'i'} viewBox="0 0 24 24" aria-hidden="true">
		{shapes[name].map((d) => (
			<path key={d} d={d} />
		))}
	</svg>
);

export const Plate = ({ kind }: { kind: PracticeKind }) => (
	<abbr class={`kz kz-${plates[kind].letters}`} title={plates[kind].name}>
		{plates[kind].letters}
	</abbr>
);

/** Everything a page is made of. */
export interface View {
	readonly say: Say;
	readonly network: PracticeNetwork;
	readonly networks: readonly PracticeNetwork[];
	readonly now: number;
}

/** Who speaks, who shall see it, and off it goes. */
export const Speaker = ({ view, verb = 'send', seen = true }: { view: View; verb?: string; seen?: boolean }) => {
	const { say, network } = view;
	return (
		<div class="go2">
			<select class="inp sel who2" name="as" aria-label={say('as')}>
				{network.citizens.map(({ name, handle }) => (
					<option key={handle} value={handle}>
						{say('as-who', { name })}
					</option>
				))}
			</select>
			{seen && network.kind === 'mastodon' && (
				<select class="inp sel who2" name="visibility" aria-label={say('seen-by')}>
					{(['public', 'unlisted', 'followers', 'private'] as const).map((one) => (
						<option key={one} value={one}>
							{say(one)}
						</option>
					))}
				</select>
			)}
			<button type="submit" class="btn pri">
				{say(verb)}
			</button>
		</div>
	);
};
