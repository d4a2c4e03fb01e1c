import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';

import { createPostEndpoint } from '#contract/editorial.ts';

import { usablePiecesEndpoint } from '#contract/pieces.ts';

import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Select, TextField } from '../parts/field.tsx';
import { PageHead, Sheet } from '../parts/sheet.tsx';
import { useOffice } from '../shell/office.tsx';
import { useUnit } from '../shell/unit.tsx';

/** Begins a post: for which unit, and what it is about. Everything else is written in the composer. */
export function NewPostPage() {
	const say = useTranslations('editorial.new');
	const { units, may } = useOffice();
	const chosen = useUnit();
	const language = useLocale();
	const navigate = useNavigate();
	const writable = units.filter(({ id, closed }) => !closed && may('post.write', id));
	const [unitId, setUnitId] = useState(
		writable.some(({ id }) => id === chosen.unitId) ? chosen.unitId : writable[0]?.id,
	);
	const [title, setTitle] = useState('');
	const [templateId, setTemplateId] = useState('');
	const usable = useQueryOf(
		usablePiecesEndpoint,
		{ unitId: unitId ?? '' },
		{ enabled: unitId !== undefined, keep: true },
	);
	const templates = (usable.data?.items ?? []).filter(({ kind }) => kind === 'template');
	const chosenTemplate = templates.find(({ id }) => id === templateId);
	const { run, busy, failure } = useAct(createPostEndpoint, {
		topics: ['post'],
		onDone: ({ id }) => void navigate({ to: `/redaktion/${id}`, replace: true }),
	});
	const begin = () => {
		if (unitId) void run({ unitId, title, language, ...(chosenTemplate ? { templateId: chosenTemplate.id } : {}) });
	};
	return (
		<>
			<PageHead title={say('title')} path={<DeskLink to="/redaktion">{say('back')}</DeskLink>} />
			<Sheet title={say('sheet')}>
				<form
					className="f narrow"
					onSubmit={(event) => {
						event.preventDefault();
						begin();
					}}
				>
					<FormSummary failure={failure} />
					{writable.length > 1 && (
						<Select
							label={say('unit')}
							value={unitId ?? ''}
							onChange={setUnitId}
							options={writable.map(({ id, name }) => ({ value: id, label: name }))}
						/>
					)}
					{templates.length > 0 && (
						<Select
							label={say('template')}
							optional
							value={chosenTemplate?.id ?? ''}
							empty={say('no-template')}
							onChange={setTemplateId}
							options={templates.map(({ id, name }) => ({ value: id, label: name }))}
						/>
					)}
					<TextField label={say('headline')} hint={say('headline-hint')} value={title} onChange={setTitle} autoFocus />
					<div className="acts">
						<Button kind="main" icon="pen-line" submit busy={busy} blocked={unitId ? undefined : say('no-unit')}>
							{say('begin')}
						</Button>
					</div>
				</form>
			</Sheet>
		</>
	);
}
