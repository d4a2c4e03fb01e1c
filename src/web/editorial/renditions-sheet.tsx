import { useDeferredValue, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';

import { Button } from '../parts/button.tsx';
import { Plate } from '../parts/plate.tsx';
import { Segments } from '../parts/segments.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { useOutletName } from './outlet-name.ts';
import { RenditionColumn } from './rendition-column.tsx';
import type { Checked, Outlet, PostView } from './shapes.ts';
import type { Draft } from './use-draft.ts';

type RenditionsProps = Readonly<{ post: PostView; draft: Draft; checked: Checked | undefined }>;

const COLUMNS = 3;

const chosenIn = (draft: Draft): readonly string[] =>
	Array.isArray(draft.fields['presences']) ? draft.fields['presences'].map(String) : [];

/** Every rendition beside the others, the newsroom first; on a phone one at a time. */
export function RenditionsSheet({ post, draft, checked }: RenditionsProps) {
	const say = useTranslations('editorial.renditions');
	const [theme, setTheme] = useState<'light' | 'dark'>('light');
	const [first, setFirst] = useState(0);
	const [current, setCurrent] = useState<string | null>(null);
	const ids = chosenIn(draft);
	const nameOf = useOutletName();
	const chosen = ids.flatMap((id) => post.outlets.find((outlet) => outlet.id === id) ?? []);
	const shown = chosen.slice(first, first + COLUMNS);
	const inHand = chosen.find(({ id }) => id === current) ?? chosen[0];
	const title = useDeferredValue(String(draft.fields['title'] ?? ''));
	const giver = useGiver(draft, chosen);
	const themes = [
		{ value: 'light' as const, label: say('light') },
		{ value: 'dark' as const, label: say('dark') },
	];
	return (
		<Sheet
			title={say('title')}
			end={<Segments label={say('theme')} options={themes} value={theme} onChange={setTheme} />}
		>
			<PresenceChips post={post} draft={draft} chosen={ids} />
			<nav className="ed-plates" aria-label={say('one-at-a-time')}>
				{chosen.map((outlet) => (
					<button
						key={outlet.id}
						type="button"
						aria-pressed={outlet.id === inHand?.id}
						onClick={() => setCurrent(outlet.id)}
					>
						<Plate channel={outlet.channel} practice={outlet.practice} />
						{nameOf(outlet, chosen)}
					</button>
				))}
			</nav>
			<div className="cols">
				{chosen.map((outlet) => (
					<RenditionColumn
						key={outlet.id}
						post={post}
						outlet={outlet}
						name={nameOf(outlet, chosen)}
						draft={draft}
						title={title}
						checked={checked}
						theme={theme}
						place={placeOf(outlet, shown, inHand)}
						onGive={giver(outlet)}
					/>
				))}
			</div>
			{chosen.length > COLUMNS && (
				<div className="acts pad">
					<Button
						small
						icon="chevron-left"
						blocked={first === 0 ? say('no-more') : undefined}
						onPress={() => setFirst(first - 1)}
					>
						{say('before')}
					</Button>
					<Button
						small
						icon="chevron-right"
						blocked={first + COLUMNS >= chosen.length ? say('no-more') : undefined}
						onPress={() => setFirst(first + 1)}
					>
						{say('after')}
					</Button>
				</div>
			)}
		</Sheet>
	);
}

/** Gives one rendition's words to the other networks, with a way back. */
const useGiver = (draft: Draft, chosen: readonly Outlet[]) => {
	const say = useTranslations('editorial.renditions');
	const announce = useAnnounce();
	const latest = useRef(draft);
	latest.current = draft;
	return (from: Outlet) => {
		const others = chosen.filter(({ id, channel }) => id !== from.id && channel !== 'newsroom');
		if (others.length === 0) return undefined;
		return (text: string) => {
			const { fields, set } = latest.current;
			const before = others.map(({ id }) => [`rendition:${id}`, fields[`rendition:${id}`] ?? null] as const);
			for (const [field] of before) set(field, text);
			const undo = () => {
				for (const [field, value] of before) set(field, value);
			};
			announce(say('given', { count: others.length }), undo);
		};
	};
};

const placeOf = (outlet: Outlet, shown: readonly Outlet[], inHand: Outlet | undefined): string =>
	[shown.includes(outlet) ? '' : 'aside', outlet.id === inHand?.id ? 'cur' : ''].filter(Boolean).join(' ');

type ChipsProps = Readonly<{ post: PostView; draft: Draft; chosen: readonly string[] }>;

/** Where the post goes. The own house is always among them; a correction goes where the post went. */
function PresenceChips({ post, draft, chosen }: ChipsProps) {
	const say = useTranslations('editorial.renditions');
	const usable = post.outlets.filter(
		({ id, state }) => chosen.includes(id) || (state !== 'planned' && state !== 'retired'),
	);
	const nameOf = useOutletName();
	const toggle = (id: string) => {
		const next = chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id];
		if (!chosen.includes(id)) draft.set(`rendition:${id}`, draft.fields[`rendition:${id}`] ?? null);
		draft.set('presences', next);
	};
	return (
		<fieldset className="pres" aria-label={say('where')}>
			{usable.map((outlet) => {
				const { id, channel, practice } = outlet;
				const fixed = channel === 'newsroom' || post.correction !== null;
				return (
					<button
						key={id}
						type="button"
						className="pr"
						aria-pressed={chosen.includes(id)}
						aria-disabled={fixed || undefined}
						title={fixed ? say('fixed') : undefined}
						onClick={() => fixed || toggle(id)}
					>
						<Plate channel={channel} practice={practice} />
						{nameOf(outlet, usable)}
					</button>
				);
			})}
		</fieldset>
	);
}
