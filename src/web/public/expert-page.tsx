/** @jsxImportSource hono/jsx */
import { Layout } from './layout.tsx';
import type { View } from './model.ts';
import { Empty } from './parts.tsx';

interface Props {
	readonly view: View;
	readonly inquiry: {
		readonly standing: 'open' | 'overdue' | 'answered' | 'withdrawn' | 'expired';
		readonly unit: string;
		readonly shown: string;
		readonly question: string;
		readonly dueAt: number;
	};
	/** It was sent without a word. */
	readonly empty?: boolean;
}

/** What an expert outside is asked, and the field for the one answer. */
export const ExpertPage = ({ view, inquiry, empty = false }: Props) => {
	const { say } = view;
	const { standing, unit } = inquiry;
	if (standing !== 'open') {
		const end = standing === 'overdue' ? 'expired' : standing;
		return (
			<Layout view={view} title={say(`expert.${end}`)} hidden>
				<div class="in plain">
					<h1>{say(`expert.${end}`)}</h1>
					<p class="lead" role="status">
						{say(`expert.${end}Hint`, { unit })}
					</p>
				</div>
			</Layout>
		);
	}
	return (
		<Layout view={view} title={say('expert.title')} hidden>
			<div class="in plain">
				<h1>{say('expert.title')}</h1>
				<p class="lead">{say('expert.lead', { unit })}</p>
				<Asked view={view} inquiry={inquiry} />
				<form method="post" class="box warm">
					{empty && (
						<p class="note fault" role="alert">
							{say('expert.empty')}
						</p>
					)}
					<div class="field">
						<label class="lab" for="text">
							{say('expert.label')}
						</label>
						<p class="hint" id="text-hint">
							{say('expert.hint', { until: say.moment(inquiry.dueAt) })}
						</p>
						<textarea
							class="inp txt"
							id="text"
							name="text"
							rows={8}
							maxlength={5000}
							aria-describedby="text-hint"
							required
						/>
					</div>
					<div>
						<button class="btn pri wide" type="submit">
							{say('expert.send')}
						</button>
					</div>
				</form>
				<p class="hint">{say('expert.privacy')}</p>
			</div>
		</Layout>
	);
};

const Asked = ({ view: { say }, inquiry: { shown, question } }: Pick<Props, 'view' | 'inquiry'>) => (
	<section class="tx" aria-labelledby="frage">
		<h2 id="frage">{say('expert.question')}</h2>
		<p class="asked">{question}</p>
		{shown !== '' && (
			<>
				<h2>{say('expert.about')}</h2>
				<p class="asked">{shown}</p>
			</>
		)}
	</section>
);

export const UnknownExpertPage = ({ view }: { readonly view: View }) => (
	<Layout view={view} title={view.say('expert.nothing')} hidden>
		<div class="in plain">
			<h1>{view.say('expert.nothing')}</h1>
			<Empty title={view.say('expert.nothing')}>{view.say('expert.nothingHint')}</Empty>
		</div>
	</Layout>
);

export const TooManyPage = ({ view }: { readonly view: View }) => (
	<Layout view={view} title={view.say('expert.many')} hidden>
		<div class="in plain">
			<h1>{view.say('expert.many')}</h1>
			<p class="lead" role="status">
				{view.say('expert.manyHint')}
			</p>
		</div>
	</Layout>
);
