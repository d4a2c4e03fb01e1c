import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { decideByLinkEndpoint, showLinkEndpoint } from '#contract/approval.ts';
import { instant } from '#kernel/time.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { RadioRows } from '../parts/choice.tsx';
import { TextArea, TextField } from '../parts/field.tsx';
import { useSpeakMoment } from '../parts/moment.tsx';
import { Door } from '../people/door/door.tsx';
import { Form } from '../people/door/form.tsx';
import { secretInAddress } from '../people/door/new-password.tsx';
import { GuestDocument } from './guest-document.tsx';
import { PartsToRead } from './parts-to-read.tsx';

type Shown = z.output<typeof showLinkEndpoint.output>;

/** Where somebody named in a rule, without an account, reads a post and decides on it. */
export function GuestPage() {
	const say = useTranslations('approval.guest');
	const token = secretInAddress();
	const query = useQueryOf(showLinkEndpoint, { token });
	const [decided, setDecided] = useState<boolean | null>(null);
	if (decided !== null)
		return (
			<Door title={say(decided ? 'thanks-yes' : 'thanks-no')}>
				<p>{say('close')}</p>
			</Door>
		);
	return (
		<Door title={say('title', { authority: query.data?.authority ?? 'Amtsfunk' })}>
			<Answer query={query}>
				{(shown) => (
					<>
						<Content shown={shown} />
						<Decision token={token} shown={shown} onDone={setDecided} />
					</>
				)}
			</Answer>
		</Door>
	);
}

type ContentProps = Readonly<{ shown: Shown }>;

function Content({ shown }: ContentProps) {
	const { guest, author, expiresAt, title, language, renditions, pictures, document, press } = shown;
	const say = useTranslations('approval.guest');
	const front = useTranslations('editorial.front');
	const speak = useSpeakMoment();
	return (
		<div className="stack">
			<p>{say('hello', { ...guest, author })}</p>
			<article className="appr-content" lang={language}>
				<h2>{title}</h2>
				{pictures.map(({ src, alt }) => (
					<figure key={alt} className="ed-fig">
						<img className="art" src={src} alt={alt} />
						<figcaption className="hint">{alt}</figcaption>
					</figure>
				))}
				{document && <GuestDocument document={document} />}
				{renditions.map(({ presence, name, text, parts, link, warning, replyControl }) => (
					<section key={presence}>
						<h3>{say('on', { name })}</h3>
						{warning && (
							<p>
								<b>{front('warning')}:</b> {warning}
							</p>
						)}
						{parts ? <PartsToRead parts={parts} /> : <p className="ed-pre">{text}</p>}
						{link && <p className="hint">{link}</p>}
						{replyControl && <p className="hint">{front(`there-replies-${replyControl}`)}</p>}
					</section>
				))}
			</article>
			{press.length > 0 && (
				<section>
					<h3>{say('press')}</h3>
					<ul>
						{press.map(({ name, recipients }) => (
							<li key={name}>{say('press-list', { name, recipients })}</li>
						))}
					</ul>
				</section>
			)}
			<p className="hint">{say('exactly', { moment: speak(instant(expiresAt)) })}</p>
		</div>
	);
}

type DecisionProps = Readonly<{ token: string; shown: Shown; onDone: (yes: boolean) => void }>;

function Decision({ token, shown: { contentHash }, onDone }: DecisionProps) {
	const say = useTranslations('approval.guest');
	const [code, setCode] = useState('');
	const [answer, setAnswer] = useState<'yes' | 'no'>('yes');
	const [why, setWhy] = useState('');
	const { run, busy, failure } = useAct(decideByLinkEndpoint, { onDone: ({ yes }) => onDone(yes) });
	const digits = code.replaceAll(/\D/g, '');
	const reason = answer === 'no' ? why.trim() : null;
	const blocked =
		digits.length !== 6 ? say('code-missing') : reason !== null && reason.length < 3 ? say('why-missing') : undefined;
	return (
		<Form
			verb={say('send')}
			busy={busy}
			blocked={blocked}
			failure={failure}
			onSend={() => run({ token, code: digits, contentHash, no: reason })}
		>
			<RadioRows
				label={say('decide')}
				value={answer}
				onChange={setAnswer}
				options={(['yes', 'no'] as const).map((value) => ({ value, label: say(value) }))}
			/>
			{answer === 'no' && <TextArea label={say('why')} value={why} rows={3} onChange={setWhy} />}
			<TextField label={say('code')} value={code} inputMode="numeric" autoComplete="one-time-code" onChange={setCode} />
		</Form>
	);
}
