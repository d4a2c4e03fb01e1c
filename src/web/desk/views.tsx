import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { dropViewEndpoint, keepViewEndpoint, type SavedView, viewsEndpoint } from '#contract/desk.ts';

import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { TextField } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { useAnnounce } from '../parts/toast.tsx';

type ViewsProps = Readonly<{ to: string; search: Readonly<Record<string, string>> }>;

/** The views of this list one keeps, and the way to keep the present one. */
export function Views({ to, search }: ViewsProps) {
	const say = useTranslations('desk.views');
	const { data } = useQueryOf(viewsEndpoint, { place: 'editorial' }, { topics: ['notice'] });
	const [keeping, setKeeping] = useState(false);
	const items = data?.items ?? [];
	return (
		<nav className="views" aria-label={say('title')}>
			{items.map((view) => (
				<Kept key={view.id} view={view} to={to} />
			))}
			<Button small icon="plus" onPress={() => setKeeping(true)}>
				{say('keep')}
			</Button>
			{keeping && <KeepDialog search={search} onClose={() => setKeeping(false)} />}
		</nav>
	);
}

type KeptProps = Readonly<{ view: SavedView; to: string }>;

function Kept({ view: { id, name, search }, to }: KeptProps) {
	const say = useTranslations('desk.views');
	const announce = useAnnounce();
	const drop = useAct(dropViewEndpoint, { topics: ['notice'] });
	const keep = useAct(keepViewEndpoint, { topics: ['notice'] });
	const forget = async () => {
		const gone = await drop.run({ id });
		if (gone.ok) announce(say('dropped', { name }), () => void keep.run({ place: 'editorial', name, search }));
	};
	return (
		<span className="view">
			<DeskLink to={to} search={search}>
				{name}
			</DeskLink>
			<button type="button" aria-label={say('drop', { name })} onClick={() => void forget()}>
				<Icon name="x" />
			</button>
		</span>
	);
}

type KeepProps = Readonly<{ search: Readonly<Record<string, string>>; onClose: () => void }>;

function KeepDialog({ search, onClose }: KeepProps) {
	const say = useTranslations('desk.views');
	const announce = useAnnounce();
	const [name, setName] = useState('');
	const { run, busy, failure } = useAct(keepViewEndpoint, {
		topics: ['notice'],
		onDone: (view) => {
			announce(say('kept', { name: view.name }));
			onClose();
		},
	});
	const blocked = name.trim() === '' ? say('missing') : undefined;
	const acts = (
		<>
			<Button onPress={onClose}>{say('leave')}</Button>
			<Button
				kind="main"
				busy={busy}
				blocked={blocked}
				onPress={() => void run({ place: 'editorial', name, search: { ...search } })}
			>
				{say('verb')}
			</Button>
		</>
	);
	return (
		<Dialog title={say('keep-title')} onClose={onClose} acts={acts}>
			<FormSummary failure={failure} />
			<TextField label={say('name')} hint={say('name-hint')} value={name} autoFocus onChange={setName} />
		</Dialog>
	);
}
