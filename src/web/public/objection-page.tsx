/** @jsxImportSource hono/jsx */
import { Layout } from './layout.tsx';
import type { View } from './model.ts';
import { Empty } from './parts.tsx';

interface Said {
	readonly title: string;
	readonly text: string;
}

interface Act {
	readonly step: string;
	readonly means: string;
	readonly rule: { readonly number: string; readonly de: Said; readonly en: Said } | null;
	readonly version: number;
	readonly facts: string;
	readonly proportion: string;
	readonly decidedAt: number;
	readonly until: number | null;
	readonly ended: boolean;
	readonly automatic: boolean;
	readonly openUntil: number;
	readonly objection: {
		readonly at: number;
		readonly dueAt: number;
		readonly decidedAt: number | null;
		readonly upheld: boolean | null;
		readonly answer: string | null;
	} | null;
}

interface Props {
	readonly view: View;
	readonly act: Act;
	readonly note?: 'empty' | 'late' | 'before' | 'many';
	readonly draft?: string;
}

/** The statement of reasons for one act, and the objection to it. LAW: Art. 17 and 20 DSA. */
export const ObjectionPage = ({ view, act, note, draft = '' }: Props) => {
	const { say, now } = view;
	return (
		<Layout view={view} title={say('objection.title')} hidden>
			<div class="in plain">
				<h1>{say('objection.title')}</h1>
				<p class="lead">{say(`objection.did.${act.means === 'report' ? 'report' : act.step}`)}</p>
				{act.ended && <p class="note">{say('objection.ended')}</p>}
				<Reasons view={view} act={act} />
				<Standing view={view} act={act} />
				{act.objection === null && now <= act.openUntil && (
					<form method="post" class="box warm">
						<h2>{say('objection.form')}</h2>
						<p>{say('objection.formHint', { until: say.day(act.openUntil) })}</p>
						{note && (
							<p class="note fault" role="alert">
								{say(`objection.notes.${note}`)}
							</p>
						)}
						<div class="field">
							<label class="lab" for="text">
								{say('objection.label')}
							</label>
							<textarea class="inp txt" id="text" name="text" rows={5} maxlength={4000} required>
								{draft}
							</textarea>
						</div>
						<div>
							<button class="btn pri wide" type="submit">
								{say('objection.send')}
							</button>
						</div>
					</form>
				)}
				{act.objection === null && now > act.openUntil && <p>{say('objection.notes.late')}</p>}
			</div>
		</Layout>
	);
};

/** What, when, by which rule, on which facts, how long, and that people decided. */
const Reasons = ({ view: { say }, act }: Pick<Props, 'view' | 'act'>) => (
	<section class="tx" aria-labelledby="gruende">
		<h2 id="gruende">{say('objection.reasons')}</h2>
		<p>{say('objection.when', { when: say.moment(act.decidedAt) })}</p>
		{act.until !== null && !act.ended && <p>{say('objection.until', { when: say.day(act.until) })}</p>}
		<h3>{say('objection.facts')}</h3>
		<p>{act.facts}</p>
		<h3>{say('objection.rule')}</h3>
		{act.rule && (
			<p>
				<a href={say.at(`/netiquette/fassung/${act.version}#nr-${act.rule.number}`)}>
					{say('objection.number', { number: act.rule.number, title: act.rule[say.language].title })}
				</a>
				<br />
				{act.rule[say.language].text}
			</p>
		)}
		<h3>{say('objection.proportion')}</h3>
		<p>{act.proportion}</p>
		<p>{say(act.automatic ? 'objection.program' : 'objection.people')}</p>
	</section>
);

const Standing = ({ view: { say }, act: { objection, means } }: Pick<Props, 'view' | 'act'>) => {
	if (objection === null) return null;
	const { at, dueAt, decidedAt, upheld, answer } = objection;
	return (
		<section class="box warm" aria-labelledby="stand">
			<h2 id="stand">{say('objection.yours')}</h2>
			<p>{say('objection.received', { when: say.moment(at) })}</p>
			{decidedAt === null ? (
				<p role="status">{say('objection.waits', { until: say.moment(dueAt) })}</p>
			) : (
				<>
					<p role="status">
						<b>{say(upheld ? 'objection.upheld' : 'objection.rejected')}</b>
					</p>
					{upheld && means === 'report' && <p>{say('objection.upheldReport')}</p>}
					{upheld && means === 'remove' && <p>{say('objection.upheldRemove')}</p>}
					<p class="asked">{answer}</p>
				</>
			)}
			{upheld === false && <p class="hint">{say('objection.court')}</p>}
		</section>
	);
};

export const UnknownObjectionPage = ({ view }: { readonly view: View }) => (
	<Layout view={view} title={view.say('objection.nothing')} hidden>
		<div class="in plain">
			<h1>{view.say('objection.nothing')}</h1>
			<Empty title={view.say('objection.nothing')}>{view.say('objection.nothingHint')}</Empty>
		</div>
	</Layout>
);
