/** @jsxImportSource hono/jsx */
import { AskForm, type Draft } from './ask-form.tsx';
import { Layout } from './layout.tsx';
import type { View } from './model.ts';
import { Empty } from './parts.tsx';

interface AskProps {
	readonly view: View;
	readonly draft: Draft;
	/** Present on the second step. */
	readonly stamp?: string;
	/** The post the question is about. */
	readonly about?: string;
	/** Why the second step stands here again. */
	readonly note?: 'wait' | 'again';
	readonly tooMany?: boolean;
}

/** The form on a page of its own: the first step, or the second one to read once more and send. */
export const AskPage = ({ view, draft, stamp, about, note, tooMany }: AskProps) => {
	const { say } = view;
	const title = say(stamp === undefined ? 'ask.pageTitle' : 'ask.confirmTitle');
	const errors = Object.values(draft.errors);
	return (
		<Layout view={view} title={title} current="ask" hidden={stamp !== undefined}>
			<div class="in plain">
				<h1>{title}</h1>
				<p class="lead">{say(stamp === undefined ? 'ask.hint' : 'ask.confirmHint')}</p>
				{about && <p>{say('ask.about2', { title: about })}</p>}
				{tooMany && (
					<div class="note" role="alert">
						<b>{say('ask.many')}</b>
						<p>{say('ask.manyHint')}</p>
					</div>
				)}
				{note && (
					<p class="note" role="alert">
						{say(`ask.${note}`)}
					</p>
				)}
				{errors.length > 0 && (
					<div class="note fault" role="alert">
						<b>{say('ask.errorTitle')}</b>
						<ul>
							{errors.map((error) => (
								<li key={error}>{error}</li>
							))}
						</ul>
					</div>
				)}
				<div class="box warm">
					<AskForm view={view} draft={draft} {...(stamp === undefined ? {} : { stamp })} />
				</div>
			</div>
		</Layout>
	);
};

export interface ReceiptShown {
	readonly state: 'open' | 'answered' | 'closed';
	readonly question: string;
	readonly withheld: boolean;
	readonly dueBy: number | null;
	readonly answers: readonly { readonly text: string; readonly at: number }[];
	readonly closed?: { readonly opensAt: number; readonly week: { readonly de: string; readonly en: string } } | null;
}

export const ReceiptPage = ({ view, receipt }: { view: View; receipt: ReceiptShown }) => {
	const { say } = view;
	// What we deleted is not answered: only what was decided about it still is.
	const isDue = receipt.state === 'open' && !receipt.withheld;
	const title = say(receipt.withheld ? 'receipt.titles.withheld' : `receipt.titles.${receipt.state}`);
	return (
		<Layout view={view} title={title} hidden>
			<div class="in plain">
				<h1>{title}</h1>
				{isDue && receipt.dueBy !== null && (
					<p class="lead">{say('receipt.until', { when: say.moment(receipt.dueBy) })}</p>
				)}
				{isDue && receipt.closed && (
					<p>
						{say('receipt.nobody', {
							when: say.moment(receipt.closed.opensAt),
							week: receipt.closed.week[say.language],
						})}
					</p>
				)}
				<p>
					{isDue && <b>{say('receipt.open')}</b>} {say('receipt.keep')}
				</p>
				<div class="qa">
					<div class="q">
						<h2 class="meta">{say('receipt.yours')}</h2>
						<p class="asked">{receipt.question || say(receipt.withheld ? 'receipt.withheld' : 'handover.sealed')}</p>
						{receipt.answers.map(({ text, at }) => (
							<div class="a" key={at}>
								<p class="meta">
									<b>{say('receipt.from', { when: say.moment(at) })}</b>
								</p>
								<p class="asked">
									<WithLinks text={text} />
								</p>
							</div>
						))}
					</div>
				</div>
			</div>
		</Layout>
	);
};

/** Our own words; an address in them can be followed. */
const WithLinks = ({ text }: { readonly text: string }) => (
	<>
		{text.split(/(https?:\/\/[^\s<>"')]*[^\s<>"').,;:!?])/).map((part, at) =>
			at % 2 === 0 ? (
				part
			) : (
				<a key={part} href={part} rel="noreferrer">
					{part}
				</a>
			),
		)}
	</>
);

export const NoReceiptPage = ({ view }: { view: View }) => (
	<Layout view={view} title={view.say('receipt.nothing')} hidden>
		<div class="in plain">
			<h1>{view.say('receipt.nothing')}</h1>
			<Empty title={view.say('receipt.nothing')}>{view.say('receipt.nothingHint')}</Empty>
		</div>
	</Layout>
);
