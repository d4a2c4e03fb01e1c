import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { Button } from './button.tsx';

type CopyLineProps = Readonly<{ value: string; shown?: string }>;

/** Something to be entered elsewhere letter by letter, with a button that copies it whole. */
export function CopyLine({ value, shown = value }: CopyLineProps) {
	const say = useTranslations('common.act');
	const [copied, setCopied] = useState(false);
	const copy = () => {
		void navigator.clipboard.writeText(value).then(() => setCopied(true));
	};
	return (
		<div className="hashline">
			<code className="hash">{shown}</code>
			<Button small icon={copied ? 'check' : 'copy'} onPress={copy}>
				{say(copied ? 'copied' : 'copy')}
			</Button>
		</div>
	);
}
