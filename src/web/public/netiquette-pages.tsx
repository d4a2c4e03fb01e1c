/** @jsxImportSource hono/jsx */
import { plates } from '#kernel/channel-name.ts';
import { Layout } from './layout.tsx';
import type { View } from './model.ts';

interface Said {
	readonly title: string;
	readonly text: string;
}

interface NetiquetteProps {
	readonly view: View;
	readonly netiquette: {
		readonly version: number;
		readonly since: number | null;
		readonly intro: { readonly de: string; readonly en: string };
		readonly rules: readonly { readonly number: string; readonly de: Said; readonly en: Said }[];
	};
	/** A version of earlier, or one that is cited. */
	readonly old: boolean;
}

const ladder = ['answer', 'warn', 'hide', 'delete', 'blockUntil', 'block'] as const;

/** What holds for those who write to us, by number; how we step in, and how to object. */
export const NetiquettePage = ({ view, netiquette, old }: NetiquetteProps) => {
	const { say } = view;
	const { version, since, intro, rules } = netiquette;
	const which = say('netiquette.version', { version });
	return (
		<Layout view={view} title={say('netiquette.title')} description={intro[say.language]} hidden={old}>
			<div class="in plain">
				<h1>{say('netiquette.title')}</h1>
				<p class="lead">{intro[say.language]}</p>
				{old && (
					<p class="note">
						{which}. <a href={say.at('/netiquette')}>{say('netiquette.current')}</a>
					</p>
				)}
				<div class="tx">
					{rules.map((rule) => (
						<section key={rule.number} id={`nr-${rule.number}`}>
							<h2>
								{rule.number}. {rule[say.language].title}
							</h2>
							<p>{rule[say.language].text}</p>
						</section>
					))}
				</div>
				<section class="tx" aria-labelledby="stufen">
					<h2 id="stufen">{say('netiquette.ladder')}</h2>
					<p>{say('netiquette.ladderText')}</p>
					<ol>
						{ladder.map((step) => (
							<li key={step}>{say(`netiquette.steps.${step}`)}</li>
						))}
					</ol>
					<p>{say('netiquette.limits')}</p>
				</section>
				<section class="tx" aria-labelledby="widerspruch">
					<h2 id="widerspruch">{say('netiquette.object')}</h2>
					<p>{say('netiquette.objectText')}</p>
					<p>
						<a href={say.at('/netiquette/zahlen')}>{say('netiquette.figures')}</a>
					</p>
				</section>
				<p class="hint">
					{which}
					{since !== null && `, ${say('netiquette.since', { when: say.day(since) })}`}
					{version > 0 && !old && (
						<>
							{'. '}
							<a href={say.at(`/netiquette/fassung/${version - 1}`)}>{say('netiquette.before')}</a>
						</>
					)}
				</p>
			</div>
		</Layout>
	);
};

interface Line {
	readonly quarter: string;
	readonly channel: string;
	readonly step: string;
	readonly means: string;
	readonly rule: string;
	readonly acts: number;
	readonly automatic: number;
	readonly takenBack: number;
	readonly objections: number;
	readonly upheld: number;
	readonly rejected: number;
}

/** How often we stepped in, by quarter, network, step and rule; nothing about anybody. */
export const FiguresPage = ({ view, lines }: { readonly view: View; readonly lines: readonly Line[] }) => {
	const { say, now } = view;
	const quarters = [...new Set(lines.map(({ quarter }) => quarter))];
	return (
		<Layout view={view} title={say('figures.title')}>
			<div class="in plain">
				<h1>{say('figures.title')}</h1>
				<p class="lead">{say('figures.lead')}</p>
				{lines.length === 0 && <p>{say('figures.none')}</p>}
				{quarters.map((quarter) => (
					<Quarter key={quarter} view={view} quarter={quarter} lines={lines.filter((one) => one.quarter === quarter)} />
				))}
				<p class="hint">{say('figures.asOf', { when: say.moment(now) })}</p>
				<p>
					<a href={say.at('/netiquette')}>{say('netiquette.title')}</a>
				</p>
			</div>
		</Layout>
	);
};

const sum = (
	lines: readonly Line[],
	of: 'acts' | 'automatic' | 'takenBack' | 'objections' | 'upheld' | 'rejected',
): number => lines.reduce((all, line) => all + line[of], 0);

interface QuarterProps {
	readonly view: View;
	readonly quarter: string;
	readonly lines: readonly Line[];
}

const Quarter = ({ view: { say }, quarter, lines }: QuarterProps) => {
	const [year = '', number = ''] = quarter.split('-Q');
	const [objections, upheld, rejected] = [sum(lines, 'objections'), sum(lines, 'upheld'), sum(lines, 'rejected')];
	const [automatic, back] = [sum(lines, 'automatic'), sum(lines, 'takenBack')];
	return (
		<section class="tx" aria-labelledby={quarter}>
			<h2 id={quarter}>{say('figures.quarter', { number, year })}</h2>
			<table class="counts" tabindex={0} aria-labelledby={quarter}>
				<thead>
					<tr>
						<th scope="col">{say('figures.step')}</th>
						<th scope="col">{say('figures.rule')}</th>
						<th scope="col" class="n">
							{say('figures.count')}
						</th>
						{automatic > 0 && (
							<th scope="col" class="n">
								{say('figures.automatic')}
							</th>
						)}
					</tr>
				</thead>
				<tbody>
					{lines.map((line) => (
						<tr key={`${line.channel}${line.step}${line.means}${line.rule}`}>
							<td>
								{networkOf(line.channel) ?? say('figures.form')}:{' '}
								{say(`figures.steps.${line.means === 'report' ? 'report' : line.step}`)}
							</td>
							<td>{say('figures.number', { rule: line.rule })}</td>
							<td class="n">{line.acts}</td>
							{automatic > 0 && <td class="n">{line.automatic}</td>}
						</tr>
					))}
				</tbody>
			</table>
			{automatic > 0 && <p>{say('figures.automaticText', { count: automatic, back })}</p>}
			<p>{say('figures.objections', { objections, upheld, rejected, open: objections - upheld - rejected })}</p>
		</section>
	);
};

const networkOf = (channel: string): string | undefined =>
	Object.entries(plates).find(([kind]) => kind === channel)?.[1].name;
