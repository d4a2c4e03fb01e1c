/** @jsxImportSource hono/jsx */

import type { View } from './model.ts';
import { Linked } from './parts.tsx';

/** What the reader has written so far, and what is still wrong with it. */
export interface Draft {
	readonly text: string;
	readonly name: string;
	readonly mail: string;
	/** The post or the unit the question is about. */
	readonly page: string | null;
	readonly unit: string | null;
	readonly errors: Readonly<Partial<Record<'text' | 'name' | 'mail', string>>>;
}

export const blank: Draft = { text: '', name: '', mail: '', page: null, unit: null, errors: {} };

interface Props {
	readonly view: View;
	readonly draft: Draft;
	/** The second step asks for name and mail and carries the time stamp. */
	readonly stamp?: string;
	/** Only the question; name and mail come on the second step. */
	readonly short?: boolean;
}

/** The question form. Its first step is part of cached pages; the second one is made for one reader. */
export const AskForm = ({ view, draft, stamp, short }: Props) => {
	const { say } = view;
	return (
		<form method="post" action={say.at('/frage')} novalidate {...(short ? {} : { 'data-ask': say('ask.working') })}>
			<TextField view={view} draft={draft} />
			{!short && <WhoFields view={view} draft={draft} />}
			<p class="trap" aria-hidden="true">
				<label for="webseite">{say('ask.trap')}</label>
				<input id="webseite" name="webseite" tabindex={-1} autocomplete="off" />
			</p>
			{draft.page !== null && <input type="hidden" name="beitrag" value={draft.page} />}
			{draft.unit !== null && <input type="hidden" name="stelle" value={draft.unit} />}
			{stamp !== undefined && <input type="hidden" name="marke" value={stamp} />}
			<p class="working" role="status" />
			<div>
				<button class="btn pri wide" type="submit">
					{say(short ? 'ask.next' : 'ask.send')}
				</button>
			</div>
		</form>
	);
};

const TextField = ({ view: { say, site }, draft }: Props) => (
	<div>
		<label class="lab" for="frage">
			{say('ask.label')}
		</label>
		<textarea
			class="inp txt"
			id="frage"
			name="frage"
			rows={4}
			maxlength={4000}
			aria-describedby={draft.errors.text ? 'frage-fehler frage-hinweis' : 'frage-hinweis'}
			{...(draft.errors.text ? { 'aria-invalid': 'true' } : {})}
		>
			{draft.text}
		</textarea>
		{draft.errors.text && (
			<p class="fault" id="frage-fehler">
				{draft.errors.text}
			</p>
		)}
		<p class="hint" id="frage-hinweis">
			{say('ask.personal')}{' '}
			{site.portalUrl && (
				<Linked sentence={(link) => say('ask.portal', { link })} href={site.portalUrl}>
					{say('ask.portalLink')}
				</Linked>
			)}
		</p>
	</div>
);

const WhoFields = ({ view, draft }: Props) => (
	<>
		<LineField view={view} name="name" kind="text" value={draft.name} error={draft.errors.name} />
		<LineField view={view} name="mail" kind="email" value={draft.mail} error={draft.errors.mail} />
	</>
);

interface LineProps {
	readonly view: View;
	readonly name: 'name' | 'mail';
	readonly kind: 'text' | 'email';
	readonly value: string;
	readonly error: string | undefined;
}

const LineField = ({ view: { say }, name, kind, value, error }: LineProps) => (
	<div>
		<label class="lab" for={`wer-${name}`}>
			{say(`ask.${name}`)} <span class="hint">{say('ask.optional')}</span>
		</label>
		<input
			class="inp"
			id={`wer-${name}`}
			name={name}
			type={kind}
			autocomplete={kind === 'email' ? 'email' : 'name'}
			value={value}
			{...(error ? { 'aria-invalid': 'true', 'aria-describedby': `wer-${name}-fehler` } : {})}
		/>
		{error && (
			<p class="fault" id={`wer-${name}-fehler`}>
				{error}
			</p>
		)}
	</div>
);
