import { useEffect, useRef } from 'react';
import { useLocale, useTranslations } from 'use-intl';

import type { Failure } from '#kernel/result.ts';

import { sayFailure } from '../languages/index.ts';
import { Refusal } from './asking.ts';
import { Button } from './button.tsx';
import type { CallFailure } from './call.ts';
import { Icon } from './icon.tsx';

/** Turns a failure into its sentence. */
export const useSentence = (): ((failure: Failure & { readonly detail?: object }) => string) => {
	const language = useLocale();
	return (failure) => sayFailure(language, failure);
};

/** The failure inside what react-query threw; anything else is a fault of ours. */
export const failureIn = (thrown: unknown): CallFailure =>
	thrown instanceof Refusal ? thrown.failure : { type: 'office.broken', status: 0, detail: {} };

/** The office's complaints per field, by the field's name. */
export const fieldErrors = (failure: CallFailure | undefined): Readonly<Record<string, string>> => {
	const fields = failure?.detail['fields'];
	if (!Array.isArray(fields)) return {};
	return Object.fromEntries(fields.map(({ path, message }) => [String(path), String(message)]));
};

type FormSummaryProps = Readonly<{ failure?: CallFailure | undefined; errors?: readonly string[] }>;

/** Over a form that was sent and refused: takes the focus and says what is in the way. */
export function FormSummary({ failure, errors = [] }: FormSummaryProps) {
	const say = useTranslations('common.field');
	const sentence = useSentence();
	const box = useRef<HTMLDivElement>(null);
	const shown = failure !== undefined || errors.length > 0;
	useEffect(() => {
		if (shown) box.current?.focus();
	}, [shown]);
	if (!shown) return null;
	return (
		<div className="note block" role="alert" tabIndex={-1} ref={box}>
			<Icon name="octagon-x" />
			<b>{failure ? sentence(failure) : say('summary', { count: errors.length })}</b>
			{errors.length > 0 && (
				<ul>
					{errors.map((error) => (
						<li key={error}>{error}</li>
					))}
				</ul>
			)}
		</div>
	);
}

type ErrorSheetProps = Readonly<{ failure: CallFailure; onRetry?: () => void }>;

/** A part that could not be shown: what happened, whose turn it is, the next step. Breaks nothing beside it. */
export function ErrorSheet({ failure, onRetry }: ErrorSheetProps) {
	const say = useTranslations('common');
	const sentence = useSentence();
	return (
		<div className="empty" role="alert">
			<Icon name="triangle-alert" />
			<b>{say('error.title')}</b>
			<p>{sentence(failure)}</p>
			{onRetry && (
				<Button small icon="refresh-cw" onPress={onRetry}>
					{say('act.retry')}
				</Button>
			)}
			<details className="raw">
				<summary>{say('act.details')}</summary>
				<p className="mono">{say('error.number', { type: `${failure.type} (${failure.status})` })}</p>
			</details>
		</div>
	);
}
