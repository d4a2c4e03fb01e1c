import { useTranslations } from 'use-intl';

import { readSubjectProofEndpoint } from '#contract/records.ts';

import { Answer } from '../parts/answer.tsx';
import { useQueryOf } from '../parts/asking.ts';
import { DeskLink } from '../parts/desk-link.tsx';
import { Empty } from '../parts/empty.tsx';
import { Hash } from '../parts/hash.tsx';
import { Icon } from '../parts/icon.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useOffice } from '../shell/office.tsx';
import { ProofChain } from './proof-chain.tsx';

type ProofBoxProps = Readonly<{
	/** Whose records: a post, a conversation. */
	subject: string;
	/** Address of the public proof page, where there is one. */
	publicPage?: string;
}>;

/** That all of it is on record, and how an outsider can check. Stands beside the thing itself. */
export function ProofBox({ subject, publicPage }: ProofBoxProps) {
	const say = useTranslations('records.proof');
	const { may } = useOffice();
	const query = useQueryOf(readSubjectProofEndpoint, { subject }, { topics: ['record'] });
	const link = may('record.read') && (
		<DeskLink to="/akte" search={{ subject }} className="hint">
			{say('open')}
		</DeskLink>
	);
	return (
		<Sheet title={say('title')} end={link}>
			<Answer query={query} what={say('what')}>
				{({ entries, checkpoint, stamps, stampedAt }) => {
					const newest = entries.at(-1);
					if (!newest) return <Empty kind="not-yet" title={say('none')} />;
					const leaf = newest.position === null ? null : newest.position + 1;
					const stamp = stamps || stampedAt ? { done: stampedAt !== null, at: stampedAt } : null;
					return (
						<div className="pad stack">
							<ProofChain leaf={leaf} at={newest.at} checkpoint={checkpoint} stamp={stamp} />
							{checkpoint && (
								<div>
									<span className="lab">{say('root')}</span>
									<Hash value={checkpoint.root} />
								</div>
							)}
							<div className="acts">
								<a
									className="btn s"
									href={`/api/${publicPage ? 'log' : 'records'}/proof/${encodeURIComponent(subject)}`}
									download={`nachweis-${subject}.json`}
								>
									<Icon name="download" />
									{say('load')}
								</a>
								{publicPage && (
									<a className="btn s" href={publicPage}>
										<Icon name="external-link" />
										{say('public')}
									</a>
								)}
							</div>
						</div>
					);
				}}
			</Answer>
		</Sheet>
	);
}
