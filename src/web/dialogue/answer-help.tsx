import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { answerHelpEndpoint } from '#contract/answer-help.ts';

import { Answer } from '../parts/answer.tsx';
import { useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { TextField } from '../parts/field.tsx';
import { Moment } from '../parts/moment.tsx';
import { useOffice } from '../shell/office.tsx';

type Help = z.output<typeof answerHelpEndpoint.output>;
type Take = (text: string) => void;

/** Opens what an answer can begin with: text blocks, and what was answered to the like before. */
export function AnswerHelp({ conversationId, onTake }: Readonly<{ conversationId: string; onTake: Take }>) {
	const say = useTranslations('dialogue.help');
	const [open, setOpen] = useState(false);
	const take = (text: string) => {
		setOpen(false);
		onTake(text);
	};
	return (
		<>
			<Button icon="messages-square" onPress={() => setOpen(true)}>
				{say('open')}
			</Button>
			{open && <HelpDialog conversationId={conversationId} onTake={take} onClose={() => setOpen(false)} />}
		</>
	);
}

type DialogProps = Readonly<{ conversationId: string; onTake: Take; onClose: () => void }>;

function HelpDialog({ conversationId, onTake, onClose }: DialogProps) {
	const say = useTranslations('dialogue.help');
	const query = useQueryOf(answerHelpEndpoint, { conversationId }, { topics: ['setting'] });
	return (
		<Dialog title={say('title')} wide onClose={onClose} acts={<Button onPress={onClose}>{say('close')}</Button>}>
			<Answer query={query} what={say('title')}>
				{(help) => <Choice help={help} onTake={onTake} />}
			</Answer>
		</Dialog>
	);
}

const holds = (words: string, text: string): boolean => text.toLowerCase().includes(words.trim().toLowerCase());

function Choice({ help: { earlier, blocks }, onTake }: Readonly<{ help: Help; onTake: Take }>) {
	const say = useTranslations('dialogue.help');
	const [words, setWords] = useState('');
	const [said, kept] = [
		earlier.filter(({ question, answer }) => holds(words, `${question} ${answer}`)),
		blocks.filter(({ name, text }) => holds(words, `${name} ${text}`)),
	];
	return (
		<div className="stack">
			<TextField label={say('find')} value={words} onChange={setWords} />
			<section className="stack">
				<h3>{say('earlier')}</h3>
				{said.length === 0 && <p className="hint">{say('no-earlier')}</p>}
				{said.map((one) => (
					<Earlier key={one.id} one={one} onTake={onTake} />
				))}
			</section>
			<section className="stack">
				<h3>{say('blocks')}</h3>
				{kept.length === 0 && <p className="hint">{say('no-blocks')}</p>}
				{kept.map(({ id, name, text }) => (
					<article key={id} className="hlp">
						<h4>{name}</h4>
						<p className="ed-pre">{text}</p>
						<Button small onPress={() => onTake(text)}>
							{say('take')}
							<span className="sr">: {name}</span>
						</Button>
					</article>
				))}
			</section>
		</div>
	);
}

/** The question it answered, the words, and where they were said. */
function Earlier({ one, onTake }: Readonly<{ one: Help['earlier'][number]; onTake: Take }>) {
	const say = useTranslations('dialogue.help');
	const { units } = useOffice();
	const { conversationId, unitId, question, answer, saidAt } = one;
	return (
		<article className="hlp">
			<p className="hint">{say('asked', { question })}</p>
			<p className="ed-pre">{answer}</p>
			<p className="hint">
				{units.find(({ id }) => id === unitId)?.name} · <Moment at={saidAt} /> ·{' '}
				<DeskLink to={`/dialog/${conversationId}`}>{say('source')}</DeskLink>
			</p>
			<Button small onPress={() => onTake(answer)}>
				{say('take')}
				<span className="sr">: {say('asked', { question })}</span>
			</Button>
		</article>
	);
}
