import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { Button } from './button.tsx';

type CopyLineProps = Readonly<{ value: string; shown?: string }>;

/** Copies something whole, and says that it did. */
export function CopyButton({ value }: Readonly<{ value: string }>) {
	const say = useTranslations('common.act');
	const [copied, setCopied] = useState(false);
	const copy = () => {
		void navigator.clipboard.writeText(value).then(() => setCopied(true));
	};
	return (
		<Button small icon={copied ? 'check' : 'copy'} onPress={copy}>
			{say(copied ? 'copied' : 'copy')}
		</Button>
	);
}

/** Something to be entered elsewhere letter by letter, with a button that copies it whole. */
export function CopyLine({ value, shown = value }: CopyLineProps) {
	return (
		<div className="hashline">
			<code className="hash">{shown}</code>
			<CopyButton value={value} />
		</div>
	);
}
