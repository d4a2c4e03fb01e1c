/** @jsxImportSource hono/jsx */
import { Layout } from './layout.tsx';
import type { Log, Page, Proof, View } from './model.ts';
import { Empty } from './parts.tsx';

/** Groups of four, so that two people can compare them by voice. */
const grouped = (hash: string): string => hash.match(/.{1,4}/g)?.join(' ') ?? '';

interface ProofProps {
	readonly view: View;
	readonly page: Page;
	/** SHA-256 of what was approved; null for pages from before it was kept. */
	readonly contentHash: string | null;
	/** Null until the sequencer has numbered the first leaf. */
	readonly proof: Proof | null;
}

export const ProofPage = ({ view, page, contentHash, proof }: ProofProps) => {
	const { say } = view;
	const { title, slug } = page;
	return (
		<Layout view={view} title={say('proof.pageTitle', { title })} hidden>
			<div class="in plain">
				<h1>{say('proof.pageTitle', { title })}</h1>
				<p class="lead">{say('proof.intro')}</p>
				<Approved view={view} page={page} contentHash={contentHash} />
				{proof ? (
					<ol class="leaves">
						{proof.steps.map((step) => (
							<Step key={step.position} view={view} step={step} />
						))}
					</ol>
				) : (
					<Empty title={say('proof.none')}>{say('proof.noneHint')}</Empty>
				)}
				{proof && <Checkpoint title={say('proof.checkpoint')} text={proof.note} />}
				<p class="share">
					<a href={say.at(`/beitrag/${slug}`)}>{say('proof.back')}</a>
					<a href={say.at('/transparenz/protokoll')}>{say('proof.how')}</a>
					{proof && <a href={`/api/log/proof/${encodeURIComponent(proof.subject)}`}>{say('proof.raw')}</a>}
				</p>
			</div>
		</Layout>
	);
};

/** What was approved, as far as it shows on the page: content, unit, language, descriptions. */
const Approved = ({ view: { say }, page, contentHash }: Omit<ProofProps, 'proof'>) => (
	<section class="box line" aria-labelledby="inhalt-frei">
		<h2 id="inhalt-frei">{say('proof.approved')}</h2>
		<dl class="facts">
			{contentHash !== null && (
				<>
					<dt>{say('proof.content')}</dt>
					<dd class="mono">{grouped(contentHash)}</dd>
				</>
			)}
			{page.unit && (
				<>
					<dt>{say('proof.unit')}</dt>
					<dd>{page.unit.name}</dd>
				</>
			)}
			<dt>{say('proof.language')}</dt>
			<dd>{new Intl.DisplayNames(say.language, { type: 'language' }).of(page.language) ?? page.language}</dd>
			{page.pictures.map(({ hash, alt }) => (
				<>
					<dt>{say('proof.picture')}</dt>
					<dd key={hash}>{alt}</dd>
				</>
			))}
		</dl>
	</section>
);

const Step = ({ view: { say }, step }: { view: View; step: Proof['steps'][number] }) => {
	const who = [step.unit, ...step.roles.map((role) => say(`roles.${role}`))].filter((part) => part !== null);
	// Somebody named by a rule, without an account, holds no role here: the page says so and never who.
	const stranger = say(step.kind.endsWith('-by-link') ? 'proof.outside' : 'proof.machine');
	return (
		<li class="box line">
			<dl class="facts">
				<dt>{say('proof.what')}</dt>
				<dd>
					{say(`proof.kinds.${step.kind.replace('.', '-')}`)}
					{step.erased && ` (${say('proof.erased')})`}
				</dd>
				<dt>{say('proof.when')}</dt>
				<dd>{say.moment(step.at)}</dd>
				<dt>{say('proof.by')}</dt>
				<dd>{(step.roles.length > 0 ? who : [...who, stranger]).join(', ')}</dd>
				<dt>{say('proof.number')}</dt>
				<dd>{step.position}</dd>
				<dt>{say('proof.leaf')}</dt>
				<dd class="mono">{grouped(step.hash)}</dd>
			</dl>
		</li>
	);
};

const Checkpoint = ({ title, text }: { title: string; text: string }) => (
	<div class="tx">
		<h2 id="stand">{title}</h2>
		{/* A named place in the tab order: where it is wider than the page it can be scrolled by keyboard. */}
		<section class="raw" tabindex={0} aria-labelledby="stand">
			<pre>{text}</pre>
		</section>
	</div>
);

/** How anybody can check the log without trusting the server. Before the first checkpoint there is nothing to show. */
export const LogPage = ({ view, log }: { view: View; log: Log | null }) => {
	const { say } = view;
	return (
		<Layout view={view} title={say('log.title')}>
			<div class="in plain">
				<h1>{say('log.title')}</h1>
				<p class="lead">{say('log.intro')}</p>
				{log ? <LogState view={view} log={log} /> : <Empty title={say('log.checkpoint')}>{say('log.none')}</Empty>}
				<section class="tx">
					<h2>{say('log.how')}</h2>
					<ol class="steps">
						<li>{say('log.step1')}</li>
						<li>{say('log.step2')}</li>
						<li>{say('log.step3')}</li>
					</ol>
					<p>{say('log.form')}</p>
				</section>
			</div>
		</Layout>
	);
};

const LogState = ({ view: { say }, log }: { view: View; log: Log }) => (
	<>
		<p>{say('log.size', { count: log.size })}</p>
		<Checkpoint title={say('log.checkpoint')} text={log.note} />
		<dl class="facts">
			<dt>{say('log.name')}</dt>
			<dd>{log.name}</dd>
			<dt>{say('log.key')}</dt>
			<dd class="mono">{log.publicKey}</dd>
		</dl>
		<p class="share">
			<a href="/api/log/checkpoint">{say('log.raw')}</a>
			<a href="/api/log/key">{say('log.keyRaw')}</a>
		</p>
	</>
);
