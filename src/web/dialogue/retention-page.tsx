import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { type Retention, retentionEndpoint, saveRetentionEndpoint } from '#contract/privacy.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { TextField } from '../parts/field.tsx';
import { Moment } from '../parts/moment.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { SettingsHead } from '../people/settings/settings-head.tsx';

/** How long what others say is kept, source by source. */
export function RetentionPage() {
	const say = useTranslations('privacy.retention');
	const query = useQueryOf(retentionEndpoint, {}, { topics: ['setting'] });
	return (
		<>
			<SettingsHead place="retention" />
			<div className="stack">
				<p className="appr-intro">{say('intro')}</p>
				<Answer query={query} what={say('word')}>
					{({ items }) => items.map((item) => <SourceSheet key={`${item.source} ${item.version}`} item={item} />)}
				</Answer>
			</div>
		</>
	);
}

const parts = [
	{ key: 'nameDays', word: 'name', least: 1 },
	{ key: 'wordDays', word: 'word', least: 30 },
	{ key: 'evidenceDays', word: 'evidence', least: 184 },
] as const;
type Days = Readonly<Record<(typeof parts)[number]['key'], string>>;

const isDays = (text: string, least: number): boolean =>
	/^\d{1,4}$/.test(text.trim()) && Number(text) >= least && Number(text) <= 3650;

function SourceSheet({ item }: Readonly<{ item: Retention }>) {
	const say = useTranslations('privacy.retention');
	const announce = useAnnounce();
	const { source, version, most } = item;
	const [days, setDays] = useState<Days>({
		nameDays: String(item.nameDays),
		wordDays: String(item.wordDays),
		evidenceDays: String(item.evidenceDays),
	});
	const save = useAct(saveRetentionEndpoint, {
		topics: ['setting'],
		onDone: () => announce(say('saved', { name: say(`source.${source}`) })),
	});
	const shown = source === 'form' ? parts.filter(({ key }) => key !== 'nameDays') : parts;
	const wrong = shown.some(({ key, least }) => !isDays(days[key], least));
	const changed = shown.some(({ key }) => Number(days[key]) !== item[key]);
	const send = () => {
		const wordDays = Number(days.wordDays);
		// The form keeps no name apart from the conversation.
		const nameDays = source === 'form' ? Math.min(item.nameDays, wordDays) : Number(days.nameDays);
		void save.run({ source, seenVersion: version, nameDays, wordDays, evidenceDays: Number(days.evidenceDays) });
	};
	return (
		<Sheet title={say(`source.${source}`)}>
			<form
				className="pad stack"
				onSubmit={(event) => {
					event.preventDefault();
					if (changed && !wrong) send();
				}}
			>
				<p className="hint">
					{say(`network.${source}`)} {most && say('most', { names: most.nameHours, words: most.wordHours })}
				</p>
				<div className="priv-terms">
					{shown.map(({ key, word, least }) => (
						<TextField
							key={key}
							label={say(word)}
							hint={say(`${word}-hint`)}
							inputMode="numeric"
							value={days[key]}
							onChange={(value) => setDays({ ...days, [key]: value })}
							error={isDays(days[key], least) ? undefined : say('days-wrong', { least })}
						/>
					))}
				</div>
				<FormSummary failure={save.failure} />
				<div className="acts">
					{changed && (
						<Button kind="main" submit busy={save.busy} blocked={wrong ? say('wrong') : undefined}>
							{say('save')}
						</Button>
					)}
					<Ran ran={item.ran} />
				</div>
			</form>
		</Sheet>
	);
}

function Ran({ ran }: Pick<Retention, 'ran'>) {
	const say = useTranslations('privacy.retention');
	if (ran === null) return <span className="hint">{say('never')}</span>;
	const { at, ...counts } = ran;
	const nothing = Object.values(counts).every((count) => count === 0);
	return (
		<span className="hint">
			{say('ran')} <Moment at={at} />: {nothing ? say('ran-nothing') : say('ran-what', counts)}
		</span>
	);
}
