import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { type RecordDetail, readRecordEndpoint } from '#contract/records.ts';

import { Answer } from '../parts/answer.tsx';
import { useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Callout } from '../parts/callout.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { Hash } from '../parts/hash.tsx';
import { Moment } from '../parts/moment.tsx';
import { PageHead, Sheet } from '../parts/sheet.tsx';
import { useOffice } from '../shell/office.tsx';
import { AskErasureDialog } from './ask-erasure.tsx';
import { ExportLink } from './export-link.tsx';
import { useKind } from './kind.ts';
import { Place } from './place.tsx';
import { ProofChain } from './proof-chain.tsx';
import { Said } from './said.tsx';

type Detail = z.output<typeof RecordDetail>;

/** One record: what was done by whom, and the proof that it stands in the log. */
export function RecordPage() {
	const say = useTranslations('records');
	const { recordId = '' } = useParams({ strict: false });
	// NOTE: asked once and after own acts only: reading what others wrote is itself recorded, and every record is announced.
	const [named, setNamed] = useState('');
	const names = named === recordId;
	const query = useQueryOf(readRecordEndpoint, { id: recordId, ...(names ? { names: 'true' } : {}) });
	return (
		<Answer query={query} what={say('entries')}>
			{(detail) => <Opened detail={detail} onChange={() => void query.refetch()} onNames={() => setNamed(recordId)} />}
		</Answer>
	);
}

type OpenedProps = Readonly<{ detail: Detail; onChange: () => void; onNames: () => void }>;

function Opened({ detail, onChange, onNames }: OpenedProps) {
	const say = useTranslations('records');
	const sayKind = useKind();
	const { may } = useOffice();
	const [asking, setAsking] = useState(false);
	const erasable = may('record.erase') && !detail.erased && !detail.kind.startsWith('record.');
	const acts = erasable && (
		<Button
			kind="danger"
			icon="trash"
			blocked={detail.held ? say('held') : detail.erasureId ? say('asked-already') : undefined}
			onPress={() => setAsking(true)}
		>
			{say('erasure.ask')}
		</Button>
	);
	return (
		<>
			<PageHead
				title={sayKind(detail.kind)}
				path={<DeskLink to="/akte">{say('title')}</DeskLink>}
				sub={<Place item={detail} />}
				end={acts}
			/>
			<div className="det">
				<Sheet title={say('said.title')} end={<Moment at={detail.at} />}>
					<div className="pad stack">
						{detail.held && <Callout kind="hint" title={say('held')} />}
						{detail.erasureId && (
							<Callout kind="warning" title={say('asked-already')}>
								<DeskLink to="/akte/loeschen">{say('erasure.title')}</DeskLink>
							</Callout>
						)}
						{detail.namesHidden && (
							<Callout
								kind="quiet"
								title={say('names-hidden')}
								act={
									<Button small icon="eye" onPress={onNames}>
										{say('names-show')}
									</Button>
								}
							>
								{say('names-hidden-text')}
							</Callout>
						)}
						{detail.payload ? <Said payload={detail.payload} /> : <Erased />}
					</div>
				</Sheet>
				<Proof detail={detail} />
			</div>
			{asking && (
				<AskErasureDialog
					subject={detail.subject}
					entryId={detail.id}
					onAsked={onChange}
					onClose={() => setAsking(false)}
				/>
			)}
		</>
	);
}

function Erased() {
	const say = useTranslations('records');
	return (
		<Callout kind="quiet" title={say('erased-title')}>
			{say('erased-hint')}
		</Callout>
	);
}

function Proof({ detail: { proof, at, subject } }: Pick<OpenedProps, 'detail'>) {
	const say = useTranslations('records.proof');
	const stamp = proof?.checkpoint.stampedAt ? { done: true, at: proof.checkpoint.stampedAt } : null;
	return (
		<Sheet title={say('title')} end={<ExportLink subject={subject} />}>
			<div className="pad stack">
				<ProofChain leaf={proof ? proof.position + 1 : null} at={at} checkpoint={proof?.checkpoint} stamp={stamp} />
				{proof && (
					<>
						<div>
							<span className="lab">{say('root')}</span>
							<Hash value={proof.checkpoint.root} />
						</div>
						<details className="raw">
							<summary>{say('path', { count: proof.inclusion.length })}</summary>
							<p className="hint">{say('leaf-data')}</p>
							<code className="hash">{proof.leaf}</code>
							<ol>
								{proof.inclusion.map((step) => (
									<li key={step}>
										<code className="mono">{step}</code>
									</li>
								))}
							</ol>
						</details>
					</>
				)}
			</div>
		</Sheet>
	);
}
