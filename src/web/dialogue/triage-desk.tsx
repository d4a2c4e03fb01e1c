import { createContext, type ReactNode, useContext, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { type TriageAct, triageEndpoint } from '#contract/triage.ts';

import { useAct } from '../parts/asking.ts';
import type { CallFailure } from '../parts/call.ts';
import { useAnnounce } from '../parts/toast.tsx';
import { AssignDialog, LabelDialog, SnoozeDialog } from './triage-dialogs.tsx';
import type { Target } from './triage-target.ts';

interface Refused {
	readonly id: string;
	readonly counterpart: string;
	readonly type: string;
}

type Asking = 'snooze' | 'label' | 'assign';

export interface Triage {
	readonly selected: ReadonlySet<string>;
	toggle(id: string): void;
	choose(ids: readonly string[]): void;
	/** Does it with all of them at once; says what was done, offers to take it back, and keeps what was refused in sight. */
	run(act: TriageAct, targets: readonly Target[]): Promise<void>;
	/** Asks what is still to be said, then does it. */
	ask(what: Asking, targets: readonly Target[]): void;
	readonly busy: boolean;
	readonly refused: readonly Refused[];
	/** The whole call did not come through. */
	readonly failure: CallFailure | undefined;
	dismiss(): void;
}

const TriageContext = createContext<Triage | null>(null);

export const useTriage = (): Triage => {
	const triage = useContext(TriageContext);
	if (triage === null) throw new Error('only the dialogue desk sorts conversations');
	return triage;
};

type TriageDeskProps = Readonly<{ children: ReactNode }>;

/** What is chosen, what is asked about it, and what became of it. */
export function TriageDesk({ children }: TriageDeskProps) {
	const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
	const [asking, setAsking] = useState<{ readonly what: Asking; readonly targets: readonly Target[] }>();
	const { run, busy, refused, failure, dismiss } = useSorting();
	const triage: Triage = {
		selected,
		toggle: (id) => setSelected((before) => toggled(before, id)),
		choose: (ids) => setSelected(new Set(ids)),
		run: async (act, targets) => {
			setAsking(undefined);
			await run(act, targets);
			if (leavesTheList.has(act.do)) setSelected(new Set());
		},
		ask: (what, targets) => setAsking({ what, targets }),
		...{ busy, refused, failure, dismiss },
	};
	const Asked = asking && { snooze: SnoozeDialog, label: LabelDialog, assign: AssignDialog }[asking.what];
	return (
		<TriageContext value={triage}>
			{children}
			{Asked && (
				<Asked
					targets={asking.targets}
					onSend={(act) => void triage.run(act, asking.targets)}
					onClose={() => setAsking(undefined)}
				/>
			)}
		</TriageContext>
	);
}

const toggled = (before: ReadonlySet<string>, id: string): ReadonlySet<string> =>
	new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]);

/** After these nothing more is done with what was chosen. */
const leavesTheList = new Set<TriageAct['do']>(['snooze', 'close', 'turn']);

type Items = z.input<typeof triageEndpoint.input>['items'];

const useSorting = () => {
	const say = useTranslations('dialogue.triage');
	const announce = useAnnounce();
	const { run: send, busy, failure, reset } = useAct(triageEndpoint, { topics: ['conversation'] });
	const [refused, setRefused] = useState<readonly Refused[]>([]);
	const sort = async (items: Items, targets: readonly Target[]) => {
		const answer = await send({ items });
		const results = answer.ok ? answer.value.results : [];
		const nameOf = (id: string) => targets.find((target) => target.id === id)?.counterpart ?? '';
		setRefused(
			results.flatMap(({ conversationId: id, failure: type }) =>
				type === null ? [] : [{ id, counterpart: nameOf(id), type }],
			),
		);
		return results.flatMap(({ conversationId, version, undo: act }) =>
			version === null || act === null ? [] : [{ conversationId, version, act }],
		);
	};
	const run = async (act: TriageAct, targets: readonly Target[]) => {
		if (targets.length === 0) return;
		const items = targets.slice(0, 100).map(({ id, version }) => ({ conversationId: id, version, act }));
		const back = await sort(items, targets);
		const undo = async () => {
			if ((await sort(back, targets)).length > 0) announce(say('undone'));
		};
		if (back.length > 0) announce(say(`done.${act.do}`, { count: back.length }), () => void undo());
	};
	const dismiss = () => {
		setRefused([]);
		reset();
	};
	return { run, dismiss, busy, failure, refused };
};
