import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';

import { partStarts } from '#kernel/thread.ts';

import { Button } from '../parts/button.tsx';
import { Counter } from '../parts/counter.tsx';
import { Plate } from '../parts/plate.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { MarkedText } from './marked-text.tsx';
import type { Checked, Finding, Outlet, PostView } from './shapes.ts';
import type { Suggest } from './suggesting.tsx';
import { appended, fitted, joinedBefore, moved, splitAt, type Threaded, without, written } from './thread-edit.ts';
import type { Draft } from './use-draft.ts';
import { countsOf, fitsOn, followersOf, signatureIn, threadIn } from './use-thread.ts';

type ThreadProps = Readonly<{
	post: PostView;
	draft: Draft;
	findings: readonly Finding[];
	checked: Checked | undefined;
	suggest: Suggest;
}>;

/** Where the keyboard goes after a change. */
interface Wanted {
	readonly part: number;
	readonly act: 'text' | 'up' | 'down';
}

/** The text of a thread, a field for each part; every change can be made by keyboard and keeps the focus in sight. */
export function ThreadFields({ post, draft, findings, checked, suggest }: ThreadProps) {
	const say = useTranslations('editorial.thread');
	const announce = useAnnounce();
	const { thread, details, change } = threadIn(draft);
	const outlets = followersOf(post, draft);
	const [frame, focusOn] = useWantedFocus();
	const act = (next: Threaded, wanted: Wanted): void => {
		change(next);
		focusOn(wanted);
	};
	const fit = (): void => {
		const { numbered } = details;
		const title = String(draft.fields['title'] ?? '');
		const signature = signatureIn(thread, outlets, checked);
		const next = fitted(thread, fitsOn({ outlets, title, link: post.copyLink, numbered, signature }));
		change(next);
		announce(say('fit-done', { count: next.parts.length }), () => change(thread));
	};
	const isEmpty = thread.parts.every((part) => part.trim() === '');
	return (
		<fieldset className="stack thread" ref={frame}>
			<legend className="lab">{say('legend')}</legend>
			<p className="hint">{say('hint')}</p>
			{partsWithMarks(thread, String(draft.fields['text'] ?? ''), findings).map(({ number, text, found }) => (
				<Part
					key={number}
					at={number - 1}
					text={text}
					found={found}
					{...{ thread, outlets, checked, suggest, act, change }}
					language={String(draft.fields['language'] ?? 'de')}
				/>
			))}
			<div className="acts">
				<Button icon="plus" onPress={() => act(appended(thread), { part: thread.parts.length, act: 'text' })}>
					{say('add')}
				</Button>
				<Button icon="scissors" blocked={isEmpty ? say('fit-nothing') : undefined} onPress={fit}>
					{say('fit')}
				</Button>
			</div>
		</fieldset>
	);
}

/** Moves the focus once the part it belongs to is drawn. */
const useWantedFocus = () => {
	const frame = useRef<HTMLFieldSetElement>(null);
	const [wanted, setWanted] = useState<Wanted | null>(null);
	useLayoutEffect(() => {
		if (wanted === null) return;
		const part = frame.current?.querySelectorAll('.thread-part')[wanted.part];
		part?.querySelector<HTMLElement>(wanted.act === 'text' ? 'textarea' : `.${wanted.act} button`)?.focus();
		setWanted(null);
	}, [wanted]);
	return [frame, setWanted] as const;
};

/** Findings speak of the whole text; each part is given its own, counted from its beginning. */
const partsWithMarks = ({ parts }: Threaded, whole: string, findings: readonly Finding[]) => {
	const starts = partStarts(whole);
	return parts.map((text, at) => {
		const from = starts[at] ?? 0;
		const found = findings.flatMap((one): Finding[] => {
			const [start, end] = one.range ?? [-1, -1];
			return start >= from && end <= from + text.length ? [{ ...one, range: [start - from, end - from] }] : [];
		});
		return { number: at + 1, text, found };
	});
};

type PartProps = Readonly<{
	at: number;
	text: string;
	found: readonly Finding[];
	thread: Threaded;
	outlets: readonly Outlet[];
	checked: Checked | undefined;
	suggest: Suggest;
	language: string;
	act: (next: Threaded, wanted: Wanted) => void;
	change: (next: Threaded) => void;
}>;

function Part({ at, text, found, thread, outlets, checked, suggest, language, act, change }: PartProps) {
	const say = useTranslations('editorial.thread');
	const field = useRef<HTMLDivElement>(null);
	const number = at + 1;
	const label = say('part', { number, of: thread.parts.length });
	const split = (): void => {
		const caret = field.current?.querySelector('textarea')?.selectionStart ?? text.length;
		act(splitAt(thread, at, caret), { part: number, act: 'text' });
	};
	return (
		<div className="thread-part">
			<div className="thread-head">
				<b>{label}</b>
				<PartActs {...{ at, thread, act, change }} />
			</div>
			<div ref={field}>
				<MarkedText
					small
					label={label}
					value={text}
					language={language}
					findings={found}
					suggest={suggest}
					onChange={(value) => change(written(thread, at, value))}
				/>
			</div>
			<div className="thread-foot">
				<ul className="thread-counts">
					{countsOf(thread, at, { outlets, checked }).map(({ outlet, length, most }) => (
						<li key={outlet.id}>
							<Plate channel={outlet.channel} practice={outlet.practice} />
							<Counter used={length} limit={most} />
						</li>
					))}
				</ul>
				<Button
					small
					kind="quiet"
					icon="scissors"
					blocked={text.trim() === '' ? say('fit-nothing') : undefined}
					onPress={split}
				>
					{say('split')}
				</Button>
			</div>
		</div>
	);
}

type ActsProps = Pick<PartProps, 'at' | 'thread' | 'act' | 'change'>;

/** Moves a part, lays it under the one before, or takes it out. */
function PartActs({ at, thread, act, change }: ActsProps) {
	const say = useTranslations('editorial.thread');
	const announce = useAnnounce();
	const number = at + 1;
	const last = thread.parts.length - 1;
	const move = (to: number, by: 'up' | 'down'): void => act(moved(thread, at, to), { part: to, act: by });
	const remove = (): void => {
		act(without(thread, at), { part: Math.max(0, at - 1), act: 'text' });
		announce(say('removed', { number }), () => change(thread));
	};
	if (last === 0) return null;
	return (
		<span className="end">
			<span className="up">
				<Button
					small
					kind="quiet"
					icon="arrow-up"
					label={say('up', { number })}
					blocked={at === 0 ? say('first') : undefined}
					onPress={() => move(at - 1, 'up')}
				/>
			</span>
			<span className="down">
				<Button
					small
					kind="quiet"
					icon="arrow-down"
					label={say('down', { number })}
					blocked={at === last ? say('last') : undefined}
					onPress={() => move(at + 1, 'down')}
				/>
			</span>
			{at > 0 && (
				<Button
					small
					kind="quiet"
					icon="merge"
					label={say('join', { number: at })}
					onPress={() => act(joinedBefore(thread, at), { part: at - 1, act: 'text' })}
				/>
			)}
			<Button small kind="quiet" icon="trash" label={say('remove', { number })} onPress={remove} />
		</span>
	);
}
