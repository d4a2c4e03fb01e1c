import { useTranslations } from 'use-intl';
import { topics } from '#contract/editorial.ts';
import { networkNames } from '#kernel/channel-name.ts';
import { type PostKind, postKinds } from '#kernel/post-kind.ts';

import type { CallFailure } from '../parts/call.ts';
import { FormSummary } from '../parts/failures.tsx';
import { Select, TextArea, TextField } from '../parts/field.tsx';
import { usePresences } from '../planning/presences.ts';
import type { Piece } from './shapes.ts';

export type Written = Pick<Piece, 'name' | 'title' | 'text' | 'postKind' | 'topic' | 'forms' | 'presenceId'>;

type FieldsProps = Readonly<{
	kind: Piece['kind'];
	written: Written;
	onChange: (written: Written) => void;
	unitId: string;
	failure: CallFailure | undefined;
}>;

const networks = [...networkNames, 'activitypub'] as const;

/** The words of a piece, and per network where one needs others. */
export function PieceFields({ kind, written, onChange, unitId, failure }: FieldsProps) {
	const say = useTranslations('editorial.pieces');
	const sayChannel = useTranslations('common.channel');
	const set = (change: Partial<Written>) => onChange({ ...written, ...change });
	return (
		<>
			<FormSummary failure={failure} />
			<TextField
				label={say('name')}
				hint={say(`kind.${kind}.name-hint`)}
				value={written.name}
				onChange={(name) => set({ name })}
			/>
			{kind === 'template' && <TemplateFields written={written} set={set} />}
			{kind === 'signature' && (
				<Where unitId={unitId} value={written.presenceId} onChange={(presenceId) => set({ presenceId })} />
			)}
			<TextArea
				label={say('text')}
				hint={kind === 'signature' ? say('signature-hint') : say('text-hint', { example: '{{datum}}' })}
				rows={kind === 'signature' ? 2 : 6}
				value={written.text}
				onChange={(text) => set({ text })}
			/>
			{kind !== 'signature' && (
				<details className="ed-differs" open={Object.values(written.forms).some(Boolean)}>
					<summary>{say('forms')}</summary>
					<div className="stack">
						{networks.map((channel) => (
							<TextArea
								key={channel}
								label={sayChannel(channel)}
								optional
								rows={3}
								value={written.forms[channel] ?? ''}
								onChange={(words) => set({ forms: { ...written.forms, [channel]: words } })}
							/>
						))}
					</div>
				</details>
			)}
		</>
	);
}

type SetProps = Readonly<{ written: Written; set: (change: Partial<Written>) => void }>;

function TemplateFields({ written: { title, postKind, topic }, set }: SetProps) {
	const say = useTranslations('editorial.pieces');
	const words = useTranslations('editorial');
	return (
		<>
			<TextField
				label={words('composer.headline')}
				optional
				value={title}
				onChange={(value) => set({ title: value })}
			/>
			<div className="two">
				<Select
					label={words('composer.kind')}
					optional
					empty={say('any')}
					value={postKind ?? ''}
					onChange={(value) => set({ postKind: kindOf(value) })}
					options={postKinds.map((each) => ({ value: each, label: words(`kind.${each}`) }))}
				/>
				<Select
					label={words('composer.topic')}
					optional
					empty={words('composer.no-topic')}
					value={topic ?? ''}
					onChange={(value) => set({ topic: value === '' ? null : value })}
					options={topics.map((each) => ({ value: each, label: each }))}
				/>
			</div>
		</>
	);
}

const kindOf = (value: string): PostKind | null => postKinds.find((each) => each === value) ?? null;

type WhereProps = Readonly<{ unitId: string; value: string | null; onChange: (presenceId: string | null) => void }>;

function Where({ unitId, value, onChange }: WhereProps) {
	const say = useTranslations('editorial.pieces');
	const presences = usePresences().all.filter((presence) => presence.unitId === unitId || presence.id === value);
	return (
		<Select
			label={say('where')}
			hint={say('where-hint')}
			value={value ?? ''}
			empty={say('everywhere')}
			onChange={(chosen) => onChange(chosen === '' ? null : chosen)}
			options={presences.map(({ id, name }) => ({ value: id, label: name }))}
		/>
	);
}
