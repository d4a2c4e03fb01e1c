import { type ReactNode, useCallback, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';

import { showSecondFactorEndpoint } from '#contract/sign-in.ts';

import { Button } from './button.tsx';
import { type CallFailure, call } from './call.ts';
import { Dialog } from './dialog.tsx';
import { FormSummary } from './failures.tsx';
import { TextField } from './field.tsx';
import { type StepUp, StepUpContext } from './stepping-up.ts';

type StepUpsProps = Readonly<{ children: ReactNode }>;

/** Asks for the second factor when an act needs it, and lets the act go on. */
export function StepUps({ children }: StepUpsProps) {
	const [asking, setAsking] = useState(false);
	const answer = useRef<(shown: boolean) => void>(() => undefined);
	const ask = useCallback<StepUp>(() => {
		setAsking(true);
		return new Promise((resolve) => {
			answer.current = resolve;
		});
	}, []);
	const done = (shown: boolean) => {
		setAsking(false);
		answer.current(shown);
	};
	return (
		<StepUpContext value={ask}>
			{children}
			{asking && <StepUpDialog onDone={done} />}
		</StepUpContext>
	);
}

type StepUpDialogProps = Readonly<{ onDone: (shown: boolean) => void }>;

function StepUpDialog({ onDone }: StepUpDialogProps) {
	const say = useTranslations('common.step-up');
	const [code, setCode] = useState('');
	const [recovery, setRecovery] = useState(false);
	const [busy, setBusy] = useState(false);
	const [failure, setFailure] = useState<CallFailure>();
	const show = async () => {
		setBusy(true);
		const shown = await call(showSecondFactorEndpoint, { kind: recovery ? 'recovery' : 'totp', code: code.trim() });
		setBusy(false);
		if (shown.ok) onDone(true);
		else setFailure(shown.error);
	};
	return (
		<Dialog title={say('title')} onClose={() => onDone(false)}>
			<form
				className="form"
				onSubmit={(event) => {
					event.preventDefault();
					void show();
				}}
			>
				<FormSummary failure={failure} />
				<TextField
					label={say(recovery ? 'recovery' : 'code')}
					hint={say(recovery ? 'recovery-hint' : 'code-hint')}
					value={code}
					onChange={setCode}
					autoComplete="one-time-code"
					inputMode={recovery ? 'text' : 'numeric'}
					autoFocus
				/>
				<div className="go">
					<Button kind="quiet" onPress={() => setRecovery(!recovery)}>
						{say(recovery ? 'use-code' : 'use-recovery')}
					</Button>
					<Button kind="main" submit busy={busy} blocked={code.trim().length < 6 ? say('missing') : undefined}>
						{say('show')}
					</Button>
				</div>
			</form>
		</Dialog>
	);
}
