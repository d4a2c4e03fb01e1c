import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { readShiftNoteEndpoint, type ShiftNote, shiftNotesEndpoint, writeShiftNoteEndpoint } from '#contract/duty.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useListOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Empty } from '../parts/empty.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Select, TextArea } from '../parts/field.tsx';
import { Moment } from '../parts/moment.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Stamp } from '../parts/stamp.tsx';
import { More } from '../parts/table.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { useOffice } from '../shell/office.tsx';
import { useUnit } from '../shell/unit.tsx';

const fields = ['open', 'waiting', 'promised', 'special'] as const;
const blank = { open: '', waiting: '', promised: '', special: '' };

/** What one shift leaves to the next. */
export function WriteNote() {
	const say = useTranslations('dialogue.duty.note');
	const announce = useAnnounce();
	const { units, may } = useOffice();
	const { unitId: here } = useUnit();
	const mine = units.filter(({ id }) => may('conversation.answer', id));
	const [chosen, choose] = useState(here ?? '');
	const [said, setSaid] = useState(blank);
	const { run, busy, failure } = useAct(writeShiftNoteEndpoint, { topics: ['conversation'] });
	const unit = mine.find(({ id }) => id === chosen)?.id ?? mine[0]?.id ?? '';
	const empty = fields.every((field) => said[field].trim() === '');
	const write = async () => {
		if (!(await run({ unit, ...said })).ok) return;
		setSaid(blank);
		announce(say('written'));
	};
	return (
		<Sheet title={say('title')}>
			<div className="pad stack duty-note">
				{mine.length > 1 && (
					<Select
						label={say('unit')}
						value={unit}
						options={mine.map(({ id, name }) => ({ value: id, label: name }))}
						onChange={choose}
					/>
				)}
				<div className="duty-fields">
					{fields.map((field) => (
						<TextArea
							key={field}
							label={say(field)}
							hint={say(`${field}-hint`)}
							rows={3}
							optional
							value={said[field]}
							onChange={(value) => setSaid({ ...said, [field]: value })}
						/>
					))}
				</div>
				<FormSummary failure={failure} />
				<div className="acts">
					<Button icon="forward" busy={busy} blocked={empty ? say('empty') : undefined} onPress={() => void write()}>
						{say('write')}
					</Button>
				</div>
			</div>
		</Sheet>
	);
}

/** What shifts told each other, the newest first, and who read it. */
export function ShiftNotes({ unit }: Readonly<{ unit: string | undefined }>) {
	const say = useTranslations('dialogue.duty.note');
	const asked = { limit: 10, ...(unit === undefined ? {} : { unit }) };
	const list = useListOf(shiftNotesEndpoint, asked, { topics: ['conversation'], keep: true });
	return (
		<Sheet title={say('list')}>
			<Answer query={list} what={say('list')}>
				{() =>
					list.items.length === 0 ? (
						<Empty kind="not-yet" title={say('none')}>
							{say('none-hint')}
						</Empty>
					) : (
						list.items.map((note) => <Note key={note.id} note={note} />)
					)
				}
			</Answer>
			{list.more && <More {...list.more} />}
		</Sheet>
	);
}

function Note({ note }: Readonly<{ note: ShiftNote }>) {
	const say = useTranslations('dialogue.duty.note');
	const { units } = useOffice();
	return (
		<article className="pad duty-said">
			<h3>
				{say('by', { name: note.by })} <Moment at={note.at} />
			</h3>
			<p className="hint">
				{units.length > 1 && `${units.find(({ id }) => id === note.unitId)?.name ?? ''}. `}
				{say('figures', note.figures)}
			</p>
			<dl>
				{fields
					.filter((field) => note[field] !== '')
					.map((field) => (
						<div key={field}>
							<dt>{say(field)}</dt>
							<dd className="words">{note[field]}</dd>
						</div>
					))}
			</dl>
			<Confirm note={note} />
		</article>
	);
}

function Confirm({ note: { id, unitId, mine, readAt, readBy } }: Readonly<{ note: ShiftNote }>) {
	const say = useTranslations('dialogue.duty.note');
	const announce = useAnnounce();
	const { may } = useOffice();
	const { run, busy, failure } = useAct(readShiftNoteEndpoint, { topics: ['conversation', 'notice'] });
	if (readAt !== null)
		return (
			<p className="hint">
				{say('read-by', { name: readBy ?? '' })} <Moment at={readAt} />
			</p>
		);
	if (mine || !may('conversation.answer', unitId)) return <Stamp state="waiting">{say('unread')}</Stamp>;
	const read = async (takeOver: boolean) => {
		const answer = await run({ id, takeOver });
		if (answer.ok) announce(say('done', { count: answer.value.taken }));
	};
	return (
		<>
			<p className="hint">{say('take-over-hint')}</p>
			<div className="acts">
				<Button kind="main" icon="check" busy={busy} onPress={() => void read(true)}>
					{say('take-over')}
				</Button>
				<Button busy={busy} onPress={() => void read(false)}>
					{say('read')}
				</Button>
			</div>
			<FormSummary failure={failure} />
		</>
	);
}
