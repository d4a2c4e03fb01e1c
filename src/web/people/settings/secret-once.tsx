import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { Button } from '../../parts/button.tsx';

type SecretOnceProps = Readonly<{ label: string; hint: string; value: string }>;

/** A link or key that is shown this once, with a button that copies it. */
export function SecretOnce({ label, hint, value }: SecretOnceProps) {
	const say = useTranslations('common.act');
	const [copied, setCopied] = useState(false);
	const copy = () => void navigator.clipboard.writeText(value).then(() => setCopied(true));
	return (
		<div className="field" role="status">
			<span className="lab">{label}</span>
			<p className="hint">{hint}</p>
			<code className="hash secret">{value}</code>
			<div className="sp">
				<Button icon={copied ? 'check' : 'copy'} onPress={copy}>
					{say(copied ? 'copied' : 'copy')}
				</Button>
			</div>
		</div>
	);
}
