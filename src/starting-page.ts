import type { Progress } from '#platform/health.ts';
import { sayIn } from '#web/languages/index.ts';

/** The page a person sees while the office opens: no script, no foreign file; it asks again every two seconds. */
export const startingPage = (acceptLanguage: string, progress: Progress | undefined): string => {
	const language = /^\s*en\b/i.test(acceptLanguage) ? 'en' : 'de';
	const say = sayIn(language);
	const text = say(progress ? 'sample.starting.building' : 'sample.starting.opening');
	const bar = progress ? `<p><progress value="${progress.done}" max="${progress.of}">${text}</progress></p>` : '';
	return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><title>Amtsfunk</title></head>
<body><main><h1>Amtsfunk</h1><p>${text}</p>${bar}</main></body></html>`;
};
