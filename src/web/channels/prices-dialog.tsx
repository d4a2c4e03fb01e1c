import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';

import { keepPricesEndpoint, type PriceView, readPricesEndpoint } from '#contract/costs.ts';
import { priceKinds } from '#kernel/prices.ts';

import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { TextField } from '../parts/field.tsx';
import { microOf, typedOf } from './dollars.ts';

type DialogProps = Readonly<{ onClose: () => void }>;

/** The price list the office reckons with, to be changed when the network changes its own. */
export function PricesDialog({ onClose }: DialogProps) {
	const query = useQueryOf(readPricesEndpoint, {});
	return query.data ? <Fields known={query.data} onClose={onClose} /> : null;
}

function Fields({ known, onClose }: DialogProps & Readonly<{ known: PriceView }>) {
	const say = useTranslations('channels.prices');
	const sayKind = useTranslations('channels.costs.kind');
	const language = useLocale();
	const [asOf, setAsOf] = useState(known.asOf);
	const [typed, setTyped] = useState<Readonly<Record<string, string>>>(
		Object.fromEntries(priceKinds.map((kind) => [kind, typedOf(known.prices[kind] ?? 0, language)])),
	);
	const keep = useAct(keepPricesEndpoint, { topics: ['presence'] });
	const micro = priceKinds.map((kind) => [kind, microOf(typed[kind] ?? '')] as const);
	const wrong = micro.some(([, value]) => value === null);
	const send = async () => {
		// NOTE: every kind has its amount; what is none holds the button.
		const prices = Object.fromEntries(micro) as PriceView['prices'];
		if ((await keep.run({ asOf, prices })).ok) onClose();
	};
	const acts = (
		<>
			<Button onPress={onClose}>{say('safe')}</Button>
			<Button kind="main" busy={keep.busy} blocked={wrong ? say('wrong') : undefined} onPress={() => void send()}>
				{say('verb')}
			</Button>
		</>
	);
	return (
		<Dialog title={say('title')} acts={acts} onClose={onClose}>
			<p>{say('text')}</p>
			<TextField label={say('as-of')} type="date" value={asOf} onChange={setAsOf} />
			{priceKinds.map((kind) => (
				<TextField
					key={kind}
					label={sayKind(kind)}
					value={typed[kind] ?? ''}
					onChange={(value) => setTyped((before) => ({ ...before, [kind]: value }))}
					spellCheck={false}
					error={microOf(typed[kind] ?? '') === null ? say('wrong') : undefined}
				/>
			))}
			<FormSummary failure={keep.failure} />
		</Dialog>
	);
}
